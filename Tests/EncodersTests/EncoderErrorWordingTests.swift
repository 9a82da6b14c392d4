import Testing

@testable import Encoders

@Suite struct EncoderErrorWordingTests {
  @Test func sayWhatTheLimitIs() {
    let words: [(EncoderError, [String])] = [
      (.empty, ["no tokens"]), (.tooLong(tokens: 600, limit: 512), ["600", "512", "--max-length 512"]),
      (.unknownID(40000, position: 3, vocabulary: 30522), ["token 3", "40000", "30522"]),
      (.badMask, ["attention_mask", "ones followed by zeros"]),
      (.badSegment(2, position: 4, segments: 2), ["token 4", "segment 2"]),
      (
        .noSuchHead(HeadIndex(layer: 6, head: 0), layers: 6, heads: 12),
        ["no head 7.1", "layers 1 to 6", "heads 1 to 12", "LAYER.HEAD"]
      ),
      (.noSuchLayer(6, layers: 6), ["no layer 7", "layers 1 to 6"]),
      (.otherModel, ["another model"]),
    ]
    for (error, parts) in words {
      for part in parts { #expect(error.description.contains(part), "\(error)") }
    }
  }
}
