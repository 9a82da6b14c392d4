import Encoders
import Tensors
import Tokenization

/// Where a word stands in an encoded sentence: the token positions whose pieces overlap it.
public struct WordOccurrence: Hashable, Sendable {
  /// Positions in `Encoding.tokens`.
  public let positions: [Int]
  /// Unicode scalars of the text.
  public let range: Range<Int>

  /// The pieces of the text that overlap `range` (scalars of the text); nil when none does.
  public init?(range: Range<Int>, in encoding: Encoding) {
    let positions = encoding.tokens.indices.filter { position in
      let token = encoding.tokens[position]
      return token.origin == .text && token.range.overlaps(range)
    }
    guard !positions.isEmpty else { return nil }
    self.positions = positions
    self.range = range
  }

  /// Every occurrence of `word` as a whole word of the text, case ignored as the model would.
  public static func all(of word: String, in encoding: Encoding) -> [WordOccurrence] {
    let text = Array(encoding.text.unicodeScalars)
    let sought = lowercasedScalars(word.unicodeScalars)
    guard !sought.isEmpty, text.count >= sought.count else { return [] }
    return (0...(text.count - sought.count)).compactMap { start in
      let range = start..<(start + sought.count)
      guard lowercasedScalars(text[range]) == sought,
        start == 0 || !text[start - 1].isWordScalar,
        range.upperBound == text.count || !text[range.upperBound].isWordScalar
      else { return nil }
      return WordOccurrence(range: range, in: encoding)
    }
  }

  /// The mean of the pieces' vectors in one hidden state, H components.
  public func vector(in hiddenState: Matrix) -> [Float] {
    meanVector(positions.map(hiddenState.row), count: hiddenState.columns)
  }
}

private func lowercasedScalars(_ scalars: some Sequence<Unicode.Scalar>) -> [String] {
  scalars.map { $0.properties.lowercaseMapping }
}

extension Unicode.Scalar {
  /// A letter, digit, mark or connector: what a word boundary must not stand inside.
  var isWordScalar: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation:
      true
    default:
      false
    }
  }
}
