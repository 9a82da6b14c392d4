/// Where the rows and columns of a heat map stand in an area of a screen: labels at the left and above stay,
/// cells scroll behind them so that the cursor is in sight.
struct HeatMapLayout: Equatable {
  /// How large a cell is.
  enum CellSize: Equatable {
    /// Four columns, one row: the number itself.
    case number
    /// Two columns, one row.
    case wide
    /// One column, one row: shade characters cannot share a row.
    case narrow
    /// One column, half a row.
    case half
  }

  enum Zoom: CaseIterable {
    /// Wide cells where they fit, else small ones, scrolling where even they do not.
    case fitting
    case numbers, wide, small
    /// Everything at once: a cell is the largest of a block.
    case overview
  }

  let area: Area
  let cell: CellSize
  /// Rows and columns of the map that share a cell; 1 but in an overview.
  let block: Int
  let labelWidth: Int
  let headerRows: Int
  /// Cells in sight, counted in blocks.
  let rows: Range<Int>
  let columns: Range<Int>

  /// - Parameters:
  ///   - cursor: row and column of the map that must be in sight.
  ///   - hasHalves: whether two values can share a row.
  init(of map: HeatMap, in area: Area, cursor: (row: Int, column: Int), zoom: Zoom, hasHalves: Bool) {
    self.area = area
    let widest = map.rows.reduce(0) { max($0, $1.width) }
    labelWidth = min(widest, max(4, area.columns / 5), 14)
    let longest = map.columns.reduce(0) { max($0, $1.width) }
    headerRows = min(longest, 8, max(1, area.rows / 4, area.rows - map.rows.count))
    let room = (
      rows: max(0, area.rows - headerRows), columns: max(0, area.columns - labelWidth - 1)
    )
    let small: CellSize = hasHalves ? .half : .narrow
    let (rowCount, columnCount) = (map.rows.count, map.columns.count)
    let fitsWide = rowCount <= room.rows && columnCount * 2 <= room.columns
    switch zoom {
    case .numbers: cell = .number
    case .wide: cell = .wide
    case .small, .overview: cell = small
    case .fitting: cell = fitsWide ? .wide : small
    }
    let places = (rows: room.rows * (cell == .half ? 2 : 1), columns: room.columns / cell.columns)
    if zoom == .overview, places.rows > 0, places.columns > 0 {
      block = max(1, (rowCount - 1) / places.rows + 1, (columnCount - 1) / places.columns + 1)
    } else {
      block = 1
    }
    rows = HeatMapLayout.inSight(cursor.row / block, of: (rowCount + block - 1) / block, places: places.rows)
    columns = HeatMapLayout.inSight(
      cursor.column / block, of: (columnCount + block - 1) / block, places: places.columns)
  }

  /// The cursor in the middle, but never past an end. Even starts keep halves together.
  static func inSight(_ cursor: Int, of count: Int, places: Int) -> Range<Int> {
    guard count > places else { return 0..<count }
    let start = min(max(0, cursor - places / 2), count - places)
    let even = start == count - places ? start : start & ~1
    return even..<min(count, even + max(0, places))
  }

  var isWhole: Bool { block == 1 }

  /// The screen row of a cell row, and whether it is the lower half of it.
  func screenRow(_ row: Int) -> (row: Int, isLower: Bool) {
    let place = row - rows.lowerBound
    return cell == .half
      ? (area.row + headerRows + place / 2, place % 2 == 1) : (area.row + headerRows + place, false)
  }

  func screenColumn(_ column: Int) -> Int {
    area.column + labelWidth + 1 + (column - columns.lowerBound) * cell.columns
  }

  /// The row and column of the map under a place of the screen.
  func hit(row: Int, column: Int) -> (row: Int, column: Int)? {
    let (down, right) = (row - area.row - headerRows, column - area.column - labelWidth - 1)
    guard down >= 0, right >= 0 else { return nil }
    let place = (
      row: rows.lowerBound + down * (cell == .half ? 2 : 1), column: columns.lowerBound + right / cell.columns
    )
    guard rows.contains(place.row), columns.contains(place.column) else { return nil }
    return (place.row * block, place.column * block)
  }
}

extension HeatMapLayout.CellSize {
  /// Columns of the screen.
  var columns: Int {
    switch self {
    case .number: 4
    case .wide: 2
    case .narrow, .half: 1
    }
  }
}
