/// A grid of cells to draw on: plain values, no terminal. Whatever falls outside is clipped, and a wide
/// character is drawn whole or not at all.
public struct Canvas: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  public private(set) var cells: [Cell]
  public var cursor: Cursor?

  public struct Cursor: Equatable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  public init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    cells = Array(repeating: .blank, count: self.rows * self.columns)
  }

  public subscript(row: Int, column: Int) -> Cell { cells[row * columns + column] }

  /// Draws `text` from `column` on, over what was there.
  public mutating func put(_ text: StyledText, row: Int, column: Int, maxWidth: Int = .max) {
    guard (0..<rows).contains(row) else { return }
    let end = maxWidth < columns ? min(columns, column + maxWidth) : columns
    var place = column
    for run in text.runs {
      for character in run.text {
        let width = TextWidth.of(character)
        guard width > 0 else { continue }
        guard place + width <= end else { return }
        if place >= 0 { set(Cell(text: character, style: run.style, width: width), row: row, column: place) }
        place += width
      }
    }
  }

  /// Draws one visible character that takes one column: quicker than a text of one, for screens full of cells.
  mutating func paint(_ character: Character, _ style: Style, row: Int, column: Int) {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return }
    set(Cell(text: character, style: style, width: 1), row: row, column: column)
  }

  private mutating func set(_ cell: Cell, row: Int, column: Int) {
    for covered in column..<column + cell.width { blankCharacter(row: row, column: covered) }
    let index = row * columns + column
    cells[index] = cell
    for covered in index + 1..<index + cell.width {
      cells[covered] = Cell(text: " ", style: cell.style, width: 0)
    }
  }

  /// Blanks all columns of the character that covers `column`, so that no half of it is left.
  private mutating func blankCharacter(row: Int, column: Int) {
    var start = column
    while start > 0, self[row, start].width == 0 { start -= 1 }
    for index in start..<start + max(1, self[row, start].width) {
      cells[row * columns + index].text = " "
      cells[row * columns + index].width = 1
    }
  }

  /// One line a row, without styles and trailing blanks: for tests, and for output without colour.
  public func plainText() -> String {
    (0..<rows).map { row in
      var line = String((0..<columns).lazy.map { self[row, $0] }.filter { $0.width > 0 }.map(\.text))
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// One line a row with escape sequences for `depth`.
  public func ansi(_ depth: ColorDepth) -> String {
    guard depth > .none else { return plainText() }
    return (0..<rows).map { line($0, depth) + "\n" }.joined()
  }

  private func line(_ row: Int, _ depth: ColorDepth) -> String {
    var (line, style) = ("", Style.plain)
    for column in 0..<columns where self[row, column].width > 0 {
      let cell = self[row, column]
      if cell.style != style {
        line += cell.style == .plain ? Style.reset : cell.style.escapeSequence(depth)
        style = cell.style
      }
      line.append(cell.text)
    }
    return style == .plain ? line : line + Style.reset
  }
}
