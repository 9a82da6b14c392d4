extension EncoderError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty:
      "there are no tokens to encode"
    case .tooLong(let tokens, let limit):
      "the input has \(tokens) tokens; the model has positions for \(limit). Shorten it, or truncate with --max-length \(limit)"
    case .unknownID(let id, let position, let vocabulary):
      "token \(position) has the id \(id); the model's vocabulary has \(vocabulary) entries. Do tokenizer and weights belong together?"
    case .badMask:
      "attention_mask must be ones followed by zeros, as many as there are tokens, and begin with a one"
    case .badSegment(let segment, let position, let segments):
      "token \(position) has segment \(segment); the model has \(segments)"
    }
  }
}
