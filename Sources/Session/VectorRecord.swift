/// A line that `talpa vectors --jsonl` reads: a string, or an object with a text and perhaps a pair.
struct TextLine: Decodable {
  let sentence: Sentence

  private enum Key: String, CodingKey {
    case text
    case textPair = "text_pair"
  }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      sentence = Sentence(text: text)
      return
    }
    let fields = try decoder.container(keyedBy: Key.self)
    sentence = Sentence(
      text: try fields.decode(String.self, forKey: .text),
      pair: try fields.decodeIfPresent(String.self, forKey: .textPair))
  }
}

/// The line it writes: one vector, or one a token.
struct VectorRecord: Encodable {
  var embedding: [Float]?
  var tokens: [String]?
  var offsets: [[Int]]?
  var embeddings: [[Float]]?

  init(_ result: VectorResult) {
    if result.tokenVectors.isEmpty {
      embedding = result.vector
    } else {
      tokens = result.encoding.tokens.map(\.text)
      offsets = result.encoding.offsets
      embeddings = result.tokenVectors
    }
  }
}
