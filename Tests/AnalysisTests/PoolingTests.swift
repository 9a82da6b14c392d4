import Tensors
import Testing
import Tokenization

@testable import Analysis
@testable import Encoders

/// Three tokens, the last of them padding, and two hidden states of width 2.
func activations(pooled: [Float]? = nil) -> Activations {
  var encoding = Encoding(ids: [1, 2, 0])
  encoding.mask = [1, 1, 0]
  return Activations(
    encoding: encoding,
    hiddenStates: [
      Matrix(rows: 3, columns: 2, [1, 2, 3, 4, 100, 100]),
      Matrix(rows: 3, columns: 2, [0, 4, 6, -8, 100, 100]),
    ], layers: [], pooled: pooled)
}

struct PoolingTests {
  /// Padding never counts.
  @Test func byHand() throws {
    #expect(try Pooling.mean.vector(of: activations()) == [3, -2])
    #expect(try Pooling.max.vector(of: activations()) == [6, 4])
    #expect(try Pooling.cls.vector(of: activations()) == [0, 4])
    #expect(try Pooling.mean.vector(of: activations(), layer: .index(0)) == [2, 3])
    #expect(try Pooling.pooler.vector(of: activations(pooled: [9, 9])) == [9, 9])
  }

  @Test func whatCannotBe() {
    #expect(throws: AnalysisError.noPooler) { try Pooling.pooler.vector(of: activations()) }
    #expect(throws: AnalysisError.notOneVector) { try Pooling.none.vector(of: activations()) }
    #expect(throws: AnalysisError.poolerReadsLastLayer(.index(0))) {
      try Pooling.pooler.vector(of: activations(pooled: [1, 1]), layer: .index(0))
    }
    #expect(throws: AnalysisError.noSuchLayer(2, last: 1)) {
      try LayerChoice.index(2).hiddenState(of: activations())
    }
    #expect(throws: AnalysisError.tooFewLayers(1, needed: 4)) {
      try LayerChoice.sumOfLastFour.hiddenState(of: activations())
    }
  }

  @Test func lengths() {
    #expect(norm([3, 4]) == 5)
    #expect(normalized([3, 4]) == [0.6, 0.8])
    #expect(normalized([0, 0]) == [0, 0])
    #expect(meanVector([], count: 2) == [0, 0])
  }
}
