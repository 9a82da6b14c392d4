/// An input that the encoder cannot take.
public enum EncoderError: Error, Equatable, Sendable {
  case empty
  case tooLong(tokens: Int, limit: Int)
  case unknownID(Int, position: Int, vocabulary: Int)
  case badMask
  case badSegment(Int, position: Int, segments: Int)
}
