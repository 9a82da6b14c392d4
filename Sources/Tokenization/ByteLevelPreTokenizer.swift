/// Words for byte-level BPE, as GPT-2's pattern cuts them:
///
///     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
///
/// A space belongs to the word after it; of several, all but the last stand alone. Nothing is lost.
enum ByteLevelPreTokenizer {
  /// Ranges of the text's elements, in order; together they are the whole text.
  static func words(of text: MappedText) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    while start < text.count {
      let end = endOfWord(from: start, in: text.elements)
      words.append(start..<end)
      start = end
    }
    return words
  }

  private static let contractions = ["s", "t", "re", "ve", "m", "ll", "d"].map { Array($0.unicodeScalars) }

  private static func endOfWord(from start: Int, in elements: [MappedText.Element]) -> Int {
    if elements[start].scalar == "'" {
      let rest = elements[(start + 1)...].prefix(2).lazy.map(\.scalar)
      if let match = contractions.first(where: { rest.starts(with: $0) }) { return start + 1 + match.count }
    }
    // A single space goes with what follows it, unless that is white space.
    let hasSpace = elements[start].scalar == " " && start + 1 < elements.count
    let first = hasSpace ? start + 1 : start
    let kind = Kind(elements[first].scalar)
    let end = elements[first...].firstIndex { Kind($0.scalar) != kind } ?? elements.count
    guard kind == .space else { return end }
    return end == elements.count || end == start + 1 ? end : end - 1
  }

  private enum Kind {
    case letter, number, space, other

    init(_ scalar: Unicode.Scalar) {
      self = scalar.isLetter ? .letter : scalar.isNumber ? .number : scalar.isSpace ? .space : .other
    }
  }
}
