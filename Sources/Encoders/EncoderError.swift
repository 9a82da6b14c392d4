/// An input that the encoder cannot take.
public enum EncoderError: Error, Equatable, Sendable {
  case empty
  case tooLong(tokens: Int, limit: Int)
  case unknownID(Int, position: Int, vocabulary: Int)
  case badMask
  case noSuchHead(HeadIndex, layers: Int, heads: Int)
  case noSuchLayer(Int, layers: Int)
  /// Activations of a model of another shape.
  case otherModel
  case badSegment(Int, position: Int, segments: Int)
}
