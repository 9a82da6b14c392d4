import Encoders
import Foundation
import Tensors
import Testing
import Tokenization

@testable import Session

struct RaggedBatchesTests {
  @Test func shortInputsGoTogetherAndLongOnesFew() {
    #expect(RaggedBatches.ranges(of: []) == [])
    #expect(RaggedBatches.ranges(of: Array(repeating: 10, count: 70)) == [0..<32, 32..<64, 64..<70])
    #expect(RaggedBatches.ranges(of: [512, 512, 8, 8]) == [0..<1, 1..<2, 2..<4])
    #expect(RaggedBatches.ranges(of: [5, 100_000, 5]) == [0..<1, 1..<2, 2..<3])
  }

  /// An id that the model has no row for fails alone; the others are as if it were not there.
  @Test func oneBadInputFailsAlone() throws {
    let test = TestSession()
    let encoder = try test.session.model().encoder(.init(threads: 1, precision: .f32))
    let inputs = [[101, 102], [101, 99_999, 102], [101, 7632, 102]].map { Encoding(ids: $0) }
    let results = try test.session.encodeAll(inputs, with: encoder) { $0.hiddenStates[6].values }
    #expect(throws: EncoderError.unknownID(99_999, position: 1, vocabulary: 30522)) { try results[1].get() }
    for index in [0, 2] {
      let alone = try encoder.encode(inputs[index]).hiddenStates[6].values
      #expect(try results[index].get() == alone)
    }
  }
}
