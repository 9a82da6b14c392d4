import Tokenization

/// What a model expects at one [MASK].
struct MaskAnswer: Encodable {
  /// One vocabulary entry, its probability among all, and its place: the most probable is 1.
  struct Word: Encodable {
    let id: Int
    let token: String
    let probability: Float
    let rank: Int
  }

  /// Of the mask, in `Encoding.tokens`.
  let position: Int
  /// The mask's scalars in the text, or in the pair.
  let offsets: [Int]
  /// The last layer's, the most probable first.
  let predictions: [Word]
  /// One list a hidden state, the embedding output first; nil where nobody asked.
  let layers: [[Word]]?
}

/// The line that `talpa fill --json` and `--jsonl` write.
struct FillRecord: Encodable {
  let tokens: [String]
  let masks: [MaskAnswer]

  init(_ encoding: Encoding, _ masks: [MaskAnswer]) {
    tokens = encoding.tokens.map(\.text)
    self.masks = masks
  }
}
