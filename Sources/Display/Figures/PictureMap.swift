/// One heat map in a picture: its cells, and what stands around them.
///
///               key
///               the  mole
///     q   the   ██
///     u   mole       ██
struct PictureMap {
  let map: HeatMap
  let cells: PictureCells
  /// Its number in the figure.
  let number: Int

  private static let labelGap = 6
  /// The place of an axis' name, or of a title.
  private static let line = 20
  private static let axisSize = 11.0

  /// The rows' labels and their axis.
  var leftGutter: Int { PictureMap.gutter(of: cells.rows, cell: cellHeight) }
  /// The columns' labels and their axis.
  var topGutter: Int { PictureMap.gutter(of: cells.columns, cell: cellWidth) }

  /// - Parameters:
  ///   - left, top: room for the gutters; more than this map's own where another map of the figure needs more.
  func labelled(left: Int, top: Int, isTitled: Bool) -> PictureBlock {
    var block = PictureBlock()
    let top = top + (isTitled ? PictureMap.line : 0)
    let grid = grid(x: left, y: top, cellWidth: cellWidth, cellHeight: cellHeight)
    block.add(grid)
    if isTitled { block.add(PictureText(StyledText(map.title), x: left, y: 8, size: 13, kind: .title)) }
    addAxes(around: grid, to: &block)
    addLabels(around: grid, to: &block)
    return block
  }

  private func addAxes(around grid: PictureGrid, to block: inout PictureBlock) {
    let across = PictureText(
      StyledText(map.columnKind), x: grid.x, y: grid.y - topGutter + PictureMap.line / 2,
      size: PictureMap.axisSize,
      kind: .muted)
    block.add(across.centred(over: grid.width))
    let down = PictureText(
      StyledText(map.rowKind), x: grid.x - leftGutter + PictureMap.line / 2, y: grid.y,
      size: PictureMap.axisSize,
      kind: .muted)
    // Upright beside many rows; beside a few there is room for its start only, and a title says the rest.
    if down.length <= grid.height { block.add(down.upright(beside: grid.height)) }
  }

  private func addLabels(around grid: PictureGrid, to block: inout PictureBlock) {
    let sizes = (
      row: PictureMap.labelSize(cell: cellHeight), column: PictureMap.labelSize(cell: cellWidth)
    )
    for row in stride(from: 0, to: cells.rows.count, by: PictureMap.step(cell: cellHeight)) {
      block.add(
        PictureText(
          cells.rows[row], x: grid.x - PictureMap.labelGap, y: grid.y + row * cellHeight + cellHeight / 2,
          size: sizes.row, anchor: .end))
    }
    for column in stride(from: 0, to: cells.columns.count, by: PictureMap.step(cell: cellWidth)) {
      block.add(
        PictureText(
          cells.columns[column], x: grid.x + column * cellWidth + cellWidth / 2,
          y: grid.y - PictureMap.labelGap, size: sizes.column, isUpright: true))
    }
  }

  /// As small as a stamp, with nothing but a title.
  func thumbnail(title: String) -> PictureBlock {
    var block = PictureBlock()
    let side = max(2, 96 / max(1, cells.rows.count, cells.columns.count))
    block.add(PictureText(StyledText(title), x: 0, y: 7, size: 11, kind: .muted))
    block.add(grid(x: 0, y: 16, cellWidth: side, cellHeight: side))
    return block
  }

  private func grid(x: Int, y: Int, cellWidth: Int, cellHeight: Int) -> PictureGrid {
    PictureGrid(
      positions: cells.positions, ramp: map.scale.ramp, x: x, y: y, cellWidth: cellWidth,
      cellHeight: cellHeight, map: number)
  }

  // MARK: Sizes

  /// Cells are square but where a few rows stand over a long sentence: those stay readable.
  private var cellWidth: Int { PictureMap.side(max(cells.rows.count, cells.columns.count)) }
  private var cellHeight: Int { cells.rows.count <= 4 ? PictureMap.largest : cellWidth }

  private static let largest = 18

  /// 18 pixels up to 71 tokens, 10 for 128, 2 for 512.
  private static func side(_ count: Int) -> Int { min(largest, max(2, 1280 / max(1, count))) }

  private static func labelSize(cell: Int) -> Double { min(12, max(9, Double(cell) * 0.8)) }

  /// Every how many cells there is room for a label.
  private static func step(cell: Int) -> Int {
    let needed = Int((labelSize(cell: cell) * 1.2).rounded(.down))
    return (needed + cell - 1) / cell
  }

  private static func gutter(of labels: [PictureLabel], cell: Int) -> Int {
    let widest = labels.reduce(0) { max($0, $1.width) }
    return line + PictureText.length(widest, size: labelSize(cell: cell)) + labelGap
  }
}
