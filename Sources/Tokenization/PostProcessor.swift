/// The last stage: truncation, the frame of special tokens, segments, padding.
struct PostProcessor: Sendable {
  enum Frame: Sendable {
    /// [CLS] A [SEP] B [SEP], segments 0 and 1.
    case bert
    /// <s> A </s></s> B </s>, all segments 0.
    case roberta
  }

  let frame: Frame
  let special: SpecialTokens

  func addedCount(isPair: Bool) -> Int { isPair ? (frame == .bert ? 3 : 4) : 2 }

  /// Padding takes memory that no text has paid for: no model has room for so much.
  static let longestPadding = 1 << 20

  /// - Throws: `TokenizerError.maxLengthTooSmall`, `.paddingTooLong`.
  func callAsFunction(
    _ tokens: [Token], _ pairTokens: [Token]?, text: String, pair: String?, maxLength: Int?, pads: Bool
  ) throws(TokenizerError) -> Encoding {
    if pads, let maxLength, maxLength > Self.longestPadding {
      throw .paddingTooLong(maxLength, limit: Self.longestPadding)
    }
    var first = tokens
    var second = pairTokens ?? []
    var removed = Encoding.Removed()
    if let maxLength {
      let added = addedCount(isPair: pairTokens != nil)
      guard maxLength >= added else {
        throw .maxLengthTooSmall(maxLength, needed: added, isPair: pairTokens != nil)
      }
      let kept = Self.kept(first.count, second.count, of: maxLength - added)
      removed = Encoding.Removed(text: first.count - kept.first, pair: second.count - kept.second)
      first = Array(first.prefix(kept.first))
      second = Array(second.prefix(kept.second))
    }
    let opening = framing(special.classifier)
    let closing = framing(special.separator)
    var all = [opening] + first + [closing]
    var segments = Array(repeating: 0, count: all.count)
    if pairTokens != nil {
      let rest = (frame == .roberta ? [closing] : []) + second + [closing]
      all += rest
      segments += Array(repeating: frame == .bert ? 1 : 0, count: rest.count)
    }
    var mask = Array(repeating: 1, count: all.count)
    if pads, let maxLength {
      let missing = max(0, maxLength - all.count)
      all += Array(repeating: framing(special.padding, .padding), count: missing)
      segments += Array(repeating: 0, count: missing)
      mask += Array(repeating: 0, count: missing)
    }
    return Encoding(tokens: all, segments: segments, mask: mask, text: text, pair: pair, removed: removed)
  }

  private func framing(_ special: SpecialTokens.Special, _ origin: Origin = .special) -> Token {
    Token(id: special.id, text: special.text, range: 0..<0, origin: origin)
  }

  /// longest_first: tokens are taken from the longer text, one at a time; the shorter text is only cut when
  /// both are. Where both end at half of an odd limit, the second of two equally long texts keeps one more,
  /// else the longer does.
  static func kept(_ first: Int, _ second: Int, of limit: Int) -> (first: Int, second: Int) {
    guard first + second > limit else { return (first, second) }
    let shorter = min(first, second)
    var (low, high) = (shorter, shorter > limit ? shorter : max(shorter, limit - shorter))
    if low + high > limit { (low, high) = (limit / 2, limit / 2 + limit % 2) }
    return first > second ? (high, low) : (low, high)
  }
}
