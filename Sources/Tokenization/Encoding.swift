/// What a model is given: tokens, and for each its segment and whether it counts.
public struct Encoding: Hashable, Sendable {
  public var tokens: [Token]
  /// token_type_ids: 0 for the first text, 1 for the second.
  public var segments: [Int]
  /// attention_mask: 1 for tokens, then 0 for padding.
  public var mask: [Int]
  public var text: String
  public var pair: String?
  /// Tokens that truncation took away.
  public var removed: Removed

  public struct Removed: Hashable, Sendable {
    public var text = 0
    public var pair = 0

    public init(text: Int = 0, pair: Int = 0) {
      self.text = text
      self.pair = pair
    }
  }

  public init(
    tokens: [Token], segments: [Int], mask: [Int], text: String, pair: String? = nil,
    removed: Removed = Removed()
  ) {
    self.tokens = tokens
    self.segments = segments
    self.mask = mask
    self.text = text
    self.pair = pair
    self.removed = removed
  }

  /// An input without a text, for measuring.
  public init(ids: [Int]) {
    tokens = ids.map { Token(id: $0, text: "", range: 0..<0, origin: .text) }
    segments = Array(repeating: 0, count: ids.count)
    mask = Array(repeating: 1, count: ids.count)
    text = ""
    pair = nil
    removed = Removed()
  }

  /// input_ids.
  public var ids: [Int] { tokens.map(\.id) }

  /// special_tokens_mask: 1 for what framing and padding added.
  public var specialTokensMask: [Int] {
    tokens.map { $0.origin == .special || $0.origin == .padding ? 1 : 0 }
  }

  /// The part of the original text that a token came from; empty for framing and padding.
  public func slice(of token: Token) -> String {
    guard let source = token.origin == .text ? text : token.origin == .pair ? pair : nil else { return "" }
    let scalars = source.unicodeScalars
    guard
      let start = scalars.index(
        scalars.startIndex, offsetBy: token.range.lowerBound, limitedBy: scalars.endIndex),
      let end = scalars.index(start, offsetBy: token.range.count, limitedBy: scalars.endIndex)
    else { return "" }
    return String(scalars[start..<end])
  }
}
