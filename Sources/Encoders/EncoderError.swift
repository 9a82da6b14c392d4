/// An input that the encoder cannot take, or something asked for that the model does not have.
public enum EncoderError: Error, Equatable, Sendable {
  case empty
  case tooLong(tokens: Int, limit: Int)
  case unknownID(Int, position: Int, vocabulary: Int)
  case badMask
  case badSegment(Int, position: Int, segments: Int)
  case noSuchHead(HeadIndex, layers: Int, heads: Int)
  case noSuchLayer(Int, layers: Int)
  /// Activations of a model of another shape.
  case otherModel
}
