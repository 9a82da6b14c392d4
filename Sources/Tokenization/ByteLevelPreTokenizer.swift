/// Words for byte-level BPE, as GPT-2's pattern cuts them:
///
///     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
///
/// A space belongs to the word after it; of several, all but the last stand alone. Nothing is lost.
enum ByteLevelPreTokenizer {
  static func words(of elements: ArraySlice<MappedText.Element>) -> [ArraySlice<MappedText.Element>] {
    var words: [ArraySlice<MappedText.Element>] = []
    var start = elements.startIndex
    while start < elements.endIndex {
      let end = endOfWord(from: start, in: elements)
      words.append(elements[start..<end])
      start = end
    }
    return words
  }

  private static let contractions = ["s", "t", "re", "ve", "m", "ll", "d"].map { Array($0.unicodeScalars) }

  private static func endOfWord(from start: Int, in elements: ArraySlice<MappedText.Element>) -> Int {
    let scalar = { (index: Int) in elements[index].scalar }
    if scalar(start) == "'" {
      let rest = elements[(start + 1)...].prefix(2).map(\.scalar)
      if let match = contractions.first(where: { rest.starts(with: $0) }) { return start + 1 + match.count }
    }
    // A single space goes with what follows it, unless that is white space.
    let first = scalar(start) == " " && start + 1 < elements.endIndex ? start + 1 : start
    let kind = Kind(scalar(first))
    if kind != .space {
      return elements[first...].firstIndex { Kind($0.scalar) != kind } ?? elements.endIndex
    }

    let end = elements[start...].firstIndex { Kind($0.scalar) != .space } ?? elements.endIndex
    return end == elements.endIndex || end == start + 1 ? end : end - 1
  }

  private enum Kind {
    case letter, number, space, other

    init(_ scalar: Unicode.Scalar) {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letter
      case .decimalNumber, .letterNumber, .otherNumber: self = .number
      default: self = scalar.isSpace ? .space : .other
      }
    }
  }
}
