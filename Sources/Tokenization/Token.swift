/// One position of an encoding.
public struct Token: Hashable, Sendable {
  /// Its row in the vocabulary, and in the model's word embeddings.
  public var id: Int
  /// The vocabulary entry: "mole", "##bed", "[CLS]".
  public var text: String
  /// The Unicode scalars of the text (or pair) it came from; 0..<0 for tokens that came from neither.
  public var range: Range<Int>
  public var origin: Origin

  public init(id: Int, text: String, range: Range<Int>, origin: Origin) {
    self.id = id
    self.text = text
    self.range = range
    self.origin = origin
  }
}

/// Where a token came from.
public enum Origin: Hashable, Sendable {
  /// The first text, or the second of a pair. A special token that somebody typed is of the text.
  case text, pair
  /// Put there to frame the texts: [CLS], [SEP].
  case special
  case padding
}
