import CTerminal
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
  /// Whether libedit counts columns otherwise than the terminal: emoji sequences and combining marks.
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

  private static func isUneven(_ character: Character) -> Bool {
    if character.utf8.count == 1 || character == "\r\n" { return false }
    let counted = character.unicodeScalars.reduce(0) { $0 + max(1, Int(ct_character_width($1.value))) }
    return counted != TextWidth.of(character)
  }
}

extension LineLayout.Place {
  fileprivate mutating func advance(over character: Character, columns: Int) {
    switch character {
    case "\n", "\r\n": (row, column) = (row + 1, 0)
    case "\t": move(by: 8 - column % 8, columns: columns)
    default:
      let isControl = character.utf8.count == 1 && VisibleText.of(String(character)) != String(character)
      move(by: isControl ? 2 : TextWidth.of(character), columns: columns)  // libedit shows ESC as ^[
    }
  }

  /// A character that would cross the right margin goes to the next row.
  private mutating func move(by width: Int, columns: Int) {
    if column + width > columns {
      row += 1
      column = 0
    }
    column += width
    if column >= columns {
      row += 1
      column = 0
    }
  }
}
