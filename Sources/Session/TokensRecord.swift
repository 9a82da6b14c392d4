import Tokenization

/// A line that `talpa tokens --jsonl` reads: a string, or an object.
struct TokensLine: Decodable {
  let text: String
  let textPair: String?
  let maxLength: Int?
  let pad: Bool?

  private enum Key: String, CodingKey, CaseIterable {
    case text
    case textPair = "text_pair"
    case maxLength = "max_length"
    case pad
  }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self.text = text
      textPair = nil
      maxLength = nil
      pad = nil
      return
    }
    let fields = try decoder.container(keyedBy: Key.self)
    text = try fields.decode(String.self, forKey: .text)
    textPair = try fields.decodeIfPresent(String.self, forKey: .textPair)
    // A number that is no Int would make Foundation call the whole line invalid.
    maxLength = try fields.decodeIfPresent(Double.self, forKey: .maxLength).map { number in
      guard let length = Int(exactly: number) else {
        throw DecodingError.typeMismatch(
          Int.self, .init(codingPath: [Key.maxLength], debugDescription: "\(number) is no whole number"))
      }
      return length
    }
    pad = try fields.decodeIfPresent(Bool.self, forKey: .pad)
  }
}

/// The line it writes, in the names of Hugging Face's tokenizers.
struct TokensRecord: Encodable {
  let tokens: [String]
  let inputIDs: [Int]
  let tokenTypeIDs: [Int]
  let attentionMask: [Int]
  let specialTokensMask: [Int]
  let offsets: [[Int]]

  enum CodingKeys: String, CodingKey {
    case tokens
    case inputIDs = "input_ids"
    case tokenTypeIDs = "token_type_ids"
    case attentionMask = "attention_mask"
    case specialTokensMask = "special_tokens_mask"
    case offsets
  }

  init(_ encoding: Encoding) {
    tokens = encoding.tokens.map(\.text)
    inputIDs = encoding.ids
    tokenTypeIDs = encoding.segments
    attentionMask = encoding.mask
    specialTokensMask = encoding.specialTokensMask
    offsets = encoding.offsets
  }
}

extension Encoding {
  /// [start, end] in Unicode scalars, a token each.
  var offsets: [[Int]] { tokens.map { [$0.range.lowerBound, $0.range.upperBound] } }
}
