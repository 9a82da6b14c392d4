/// Where tiles stand: each has a column of space on either side, a tall one its name above.
struct GridLayout {
  let area: Area
  let tile: (rows: Int, columns: Int)
  let isNamed: Bool
  /// Whether a tile ends before the last half of its last row (or the row), so that tiles without names stay apart.
  let hasGap: Bool
  let gutter: Int
  let rows: Range<Int>
  let columns: Range<Int>

  init(layers: Int, heads: Int, in area: Area, row: Int, column: Int, hasHalves: Bool) {
    self.area = area
    gutter = String(layers).utf8.count + 1
    let height = max(1, area.rows / max(1, layers))
    isNamed = height >= 4
    hasGap = !isNamed && height >= (hasHalves ? 2 : 3)
    let width = max(2, (area.columns - gutter) / max(1, heads)) - 1
    // Twice as wide as high looks square.
    tile = (
      rows: isNamed ? height - 1 : height, columns: min(width, max(3, (isNamed ? height - 1 : height) * 3))
    )
    rows = HeatMapLayout.inSight(row, of: layers, places: area.rows / height)
    columns = HeatMapLayout.inSight(
      column, of: heads, places: max(1, (area.columns - gutter) / (tile.columns + 1)))
  }

  func origin(row: Int, column: Int) -> (row: Int, column: Int) {
    (
      area.row + (row - rows.lowerBound) * (tile.rows + (isNamed ? 1 : 0)),
      area.column + gutter + (column - columns.lowerBound) * (tile.columns + 1)
    )
  }
}
