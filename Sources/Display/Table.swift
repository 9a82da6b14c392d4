/// Rows of cells under column titles, fitted to a width.
///
///     let table = Table(columns: [Column("pos", align: .right), Column("token", mayShrink: true)], rows: rows)
///     for line in table.lines(width: 80) { print(line.ansi(palette.depth)) }
///
/// Rows are made when they are needed, once to measure and once to print, and none is kept: a table of
/// 100,000 rows takes no more memory than one of ten.
public struct Table {
  public struct Column: Sendable {
    public var title: String
    public var alignment: Alignment
    public var minWidth: Int
    public var maxWidth: Int
    /// Whether cells may end in “…” so that the table fits; the widest such column gives way first.
    public var mayShrink: Bool

    public init(
      _ title: String, align: Alignment = .left, minWidth: Int = 4, maxWidth: Int = .max,
      mayShrink: Bool = false
    ) {
      self.title = title
      self.alignment = align
      self.minWidth = minWidth
      self.maxWidth = maxWidth
      self.mayShrink = mayShrink
    }
  }

  public let columns: [Column]
  public let rowCount: Int
  public var headerStyle: Style
  private let row: (Int) -> [StyledText]

  private static let gap = StyledText("  ")

  /// - Parameter row: the cells of one row; missing ones are blank, surplus ones are left out.
  public init(
    columns: [Column], rowCount: Int, headerStyle: Style = Style(bold: true),
    row: @escaping (Int) -> [StyledText]
  ) {
    self.columns = columns
    self.rowCount = rowCount
    self.headerStyle = headerStyle
    self.row = row
  }

  public init(columns: [Column], rows: [[StyledText]], headerStyle: Style = Style(bold: true)) {
    self.init(columns: columns, rowCount: rows.count, headerStyle: headerStyle) { rows[$0] }
  }

  /// One row's cells, as many as there are columns.
  public func cells(ofRow index: Int) -> [StyledText] {
    let cells = row(index)
    return columns.indices.map { $0 < cells.count ? cells[$0] : "" }
  }

  /// The header and the rows, each at most `width` columns where shrinking allows it (nil: as wide as need
  /// be).
  public func lines(width: Int?) -> some Sequence<StyledText> {
    let widths = columnWidths(fitting: width)
    return (-1..<rowCount).lazy.map { index in
      index < 0 ? header(widths) : line(row(index), widths)
    }
  }

  private func header(_ widths: [Int]) -> StyledText {
    line(columns.map { StyledText($0.title, headerStyle) }, widths)
  }

  private func line(_ cells: [StyledText], _ widths: [Int]) -> StyledText {
    var line = StyledText("")
    let last = columns.indices.last { $0 < cells.count && !cells[$0].isEmpty } ?? 0
    for (index, column) in columns.prefix(last + 1).enumerated() {
      if index > 0 { line += Table.gap }
      let cell = index < cells.count ? cells[index] : ""
      // No blanks after a line: they would wrap one that is as wide as the terminal.
      let endsLine = index == last && column.alignment == .left
      let width = endsLine ? min(cell.width, widths[index]) : widths[index]
      line += cell.fitted(to: width, align: column.alignment)
    }
    return line
  }

  private func columnWidths(fitting width: Int?) -> [Int] {
    var widths = columns.map { StyledText($0.title).width }
    for index in 0..<rowCount {
      for (column, cell) in row(index).enumerated() where column < widths.count {
        widths[column] = max(widths[column], cell.width)
      }
    }
    for (index, column) in columns.enumerated() { widths[index] = min(widths[index], column.maxWidth) }
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + Table.gap.width * max(0, columns.count - 1) - width
    while excess > 0, let widest = widestShrinkable(widths) {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func widestShrinkable(_ widths: [Int]) -> Int? {
    columns.indices
      .filter { columns[$0].mayShrink && widths[$0] > columns[$0].minWidth }
      .max { widths[$0] < widths[$1] }
  }
}
