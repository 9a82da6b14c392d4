import Testing

@testable import Encoders

@Suite struct EncoderErrorWordingTests {
  @Test func sayWhatTheLimitIs() {
    let words: [(EncoderError, [String])] = [
      (.empty, ["no tokens"]), (.tooLong(tokens: 600, limit: 512), ["600", "512", "--max-length 512"]),
      (.unknownID(40000, position: 3, vocabulary: 30522), ["token 3", "40000", "30522"]),
      (.badMask, ["attention_mask", "ones followed by zeros"]),
      (.badSegment(2, position: 4, segments: 2), ["token 4", "segment 2"]),
    ]
    for (error, parts) in words {
      for part in parts { #expect(error.description.contains(part), "\(error)") }
    }
  }
}
