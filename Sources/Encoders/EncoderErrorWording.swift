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
    case .noSuchHead(let index, let layers, let heads):
      "there is no head \(index): the model has layers 1 to \(layers) with heads 1 to \(heads). Write a head as LAYER.HEAD, such as 1.1"
    case .noSuchLayer(let index, let layers):
      "there is no layer \(index + 1): the model has layers 1 to \(layers)"
    case .otherModel:
      "these activations are of another model: the number of layers or the hidden size differs"
    }
  }
}
