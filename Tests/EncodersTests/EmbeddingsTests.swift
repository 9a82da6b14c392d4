import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

/// What an encoder takes and what it refuses.
@Suite struct EmbeddingsTests {
  private let encoder: Encoder

  init() throws { encoder = try TinyModel("tiny-bert").encoder }

  private func refusal(_ encoding: Encoding, of encoder: Encoder? = nil) -> EncoderError? {
    #expect(throws: EncoderError.self) { try (encoder ?? self.encoder).encode(encoding) }
  }

  @Test func nothingIsRefused() {
    #expect(refusal(Encoding(ids: [])) == .empty)
  }

  @Test func aTokenMoreThanThereArePositionsIsTooLong() throws {
    #expect(try encoder.encode(Encoding(ids: Array(repeating: 5, count: 16))).hiddenStates[0].rows == 16)
    #expect(refusal(Encoding(ids: Array(repeating: 5, count: 17))) == .tooLong(tokens: 17, limit: 16))
  }

  @Test func aRoBERTaTableOfEighteenTakesSixteen() throws {
    let roberta = try TinyModel("tiny-roberta").encoder
    #expect(try roberta.encode(Encoding(ids: Array(repeating: 5, count: 16))).hiddenStates[0].rows == 16)
    #expect(
      refusal(Encoding(ids: Array(repeating: 5, count: 17)), of: roberta) == .tooLong(tokens: 17, limit: 16))
  }

  @Test(arguments: [30, -1, Int.max])
  func anIDWithoutARowIsRefused(id: Int) {
    #expect(refusal(Encoding(ids: [2, id, 3])) == .unknownID(id, position: 1, vocabulary: 30))
  }

  @Test(arguments: [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1], [1, 1, 1, 1], [1, 2, 1], []])
  func aMaskIsOnesThenZeros(mask: [Int]) {
    var encoding = Encoding(ids: [2, 5, 3])
    encoding.mask = mask
    #expect(refusal(encoding) == .badMask)
  }

  @Test(arguments: [2, -1])
  func aSegmentWithoutARowIsRefused(segment: Int) {
    var encoding = Encoding(ids: [2, 5, 3])
    encoding.segments = [0, 0, segment]
    #expect(refusal(encoding) == .badSegment(segment, position: 2, segments: 2))
  }

  @Test func aModelWithoutSegmentsLooksAtNone() throws {
    let distil = try TinyModel("tiny-distilbert").encoder
    var encoding = Encoding(ids: [2, 5, 3])
    let plain = try distil.encode(encoding)
    encoding.segments = [0, 1, 1]
    #expect(distance(try distil.encode(encoding), plain) == 0)
  }

  @Test func oneBadInputOfABatchIsRefusedForAll() {
    #expect(throws: EncoderError.empty) { try encoder.encode([Encoding(ids: [2, 3]), Encoding(ids: [])]) }
  }
}
