import Display

/// Where a prompt and the line after it lie on the terminal: libedit keeps this to itself, and what is drawn
/// beside it (a hint, a list) needs it.
struct LineLayout: Equatable {
  struct Place: Equatable {
    var row = 0
    var column = 0
  }

  private(set) var cursor = Place()
  private(set) var end = Place()
  /// Whether the line holds what libedit draws otherwise than the terminal: it leaves out combining marks and
  /// the joiners of an emoji.
  private(set) var isUneven = false

  /// - Parameters:
  ///   - prompt: without escape sequences.
  ///   - cursor: an offset in the line's UTF-8.
  init(prompt: String, line: String, cursor: Int, columns: Int) {
    for character in prompt { end.advance(over: character, columns: columns) }
    self.cursor = end
    var offset = 0
    for character in line {
      end.advance(over: character, columns: columns)
      offset += character.utf8.count
      if offset <= cursor { self.cursor = end }
      if !isUneven { isUneven = Self.isUneven(character) }
    }
  }

  /// The line as it may be written to the terminal: ESC as ^[, what hides by its number.
  static func drawn(_ line: String) -> String {
    line.reduce(into: "") { $0 += $1 == "\n" || $1 == "\r\n" ? "\r\n" : drawn($1) }
  }

  fileprivate static func drawn(_ character: Character) -> String {
    guard character.utf8.count == 1, let byte = character.utf8.first, byte < 0x20 || byte == 0x7f else {
      return VisibleText.of(String(character))
    }
    return character == "\t" ? "\t" : "^" + String(UnicodeScalar(byte ^ 0x40))
  }

  private static func isUneven(_ character: Character) -> Bool {
    if character.utf8.count == 1 || character == "\r\n" { return false }
    return character.unicodeScalars.count > 1 || drawn(character) != String(character)
  }
}

extension LineLayout.Place {
  fileprivate mutating func advance(over character: Character, columns: Int) {
    switch character {
    case "\n", "\r\n": (row, column) = (row + 1, 0)
    case "\t": move(by: 8 - column % 8, columns: columns)
    default: move(by: TextWidth.of(LineLayout.drawn(character)), columns: columns)
    }
  }

  /// A character that would cross the right margin goes to the next row.
  private mutating func move(by width: Int, columns: Int) {
    if column + width > columns { (row, column) = (row + 1, 0) }
    column += width
    if column >= columns { (row, column) = (row + 1, 0) }
  }
}
