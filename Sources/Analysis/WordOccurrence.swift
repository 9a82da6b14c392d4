import Encoders
import Tensors
import Tokenization

/// Where a word stands in an encoded sentence: the token positions whose pieces overlap it.
public struct WordOccurrence: Hashable, Sendable {
  /// Positions in `Encoding.tokens`.
  public let positions: [Int]
  /// Unicode scalars of the text.
  public let range: Range<Int>

  /// The pieces of the text that overlap `range` (scalars of the text); nil when none does, or when truncation
  /// took some of them.
  public init?(range: Range<Int>, in encoding: Encoding) {
    guard !encoding.isCut(before: range.upperBound) else { return nil }
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
    all(of: WordSearch(word), in: encoding)
  }

  /// Every occurrence of the word in the text; those that truncation took or cut are left out.
  public static func all(of search: WordSearch, in encoding: Encoding) -> [WordOccurrence] {
    search.ranges(in: encoding.text).compactMap { WordOccurrence(range: $0, in: encoding) }
  }

  /// The mean of the pieces' vectors in one hidden state, H components.
  public func vector(in hiddenState: Matrix) -> [Float] {
    meanVector(positions.map(hiddenState.row), count: hiddenState.columns)
  }
}

extension Encoding {
  /// Whether truncation took pieces that stand before the scalar `end` of the text.
  public func isCut(before end: Int) -> Bool {
    guard removed.text > 0 else { return false }
    return end > tokens.lazy.filter { $0.origin == .text }.map(\.range.upperBound).max() ?? 0
  }
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
