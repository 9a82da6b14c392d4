/// A typed line cut into words as a shell does: white space separates, quotes hold together, a backslash
/// takes the next character as it is. A quote opens only at the start of a word, so that an apostrophe needs
/// no care.
struct LineWords {
  struct Word: Equatable {
    /// The word with its quotes and backslashes taken away.
    var text: String
    /// Where it begins in the line.
    var start: String.Index
    var isQuoted = false
    /// Whether the line ended inside its quotes.
    var isOpen = false
  }

  let line: String
  let words: [Word]

  init(_ line: String) {
    self.line = line
    var words: [Word] = []
    var index = line.startIndex
    while true {
      while index < line.endIndex, line[index].isWhitespace { line.formIndex(after: &index) }
      guard index < line.endIndex else { break }
      words.append(Self.word(in: line, from: &index))
    }
    self.words = words
  }

  private static func word(in line: String, from index: inout String.Index) -> Word {
    var word = Word(text: "", start: index)
    let quote: Character? = line[index] == "\"" || line[index] == "'" ? line[index] : nil
    if quote != nil {
      word.isQuoted = true
      word.isOpen = true
      line.formIndex(after: &index)
    }
    while index < line.endIndex {
      let character = line[index]
      let next = line.index(after: index)
      if let quote, character == quote {
        word.isOpen = false
        index = next
        break
      }
      if quote == nil, character.isWhitespace { break }
      if character == "\\", quote != "'", next < line.endIndex, isEscapable(line[next], inside: quote) {
        word.text.append(line[next])
        index = line.index(after: next)
      } else {
        word.text.append(character)
        index = next
      }
    }
    // A quote that never closes was a mark in a sentence ('tis): the word is taken as it stands.
    if word.isOpen { word.text = String(line[word.start...]) }
    return word
  }

  /// Outside quotes a backslash keeps a space or a quote; inside double quotes, a quote or a backslash.
  private static func isEscapable(_ character: Character, inside quote: Character?) -> Bool {
    quote == nil ? character.isWhitespace || "\"'\\".contains(character) : "\"\\".contains(character)
  }

  /// The arguments with the last `count` words replaced by the line's own text from there on: a sentence
  /// typed after a command keeps its spaces and marks. Words in quotes are left as they are.
  func keepingText(ofLast count: Int) -> [String] {
    guard count > 0, count <= words.count else { return words.map(\.text) }
    let tail = words.suffix(count)
    guard let first = tail.first, !tail.contains(where: { $0.isQuoted && !$0.isOpen }) else {
      return words.map(\.text)
    }
    return words.dropLast(count).map(\.text) + [trimmed(line[first.start...])]
  }
}
