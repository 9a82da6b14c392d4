import Tensors
import Testing
import Tokenization

@testable import Analysis
@testable import Encoders

struct LayerChoiceTests {
  @Test func reads() {
    #expect(LayerChoice("last") == .last)
    #expect(LayerChoice("last4") == .sumOfLastFour)
    #expect(LayerChoice("0") == .index(0))
    #expect(LayerChoice("-1") == nil)
    #expect(LayerChoice("six") == nil)
    for choice in [
      LayerChoice.last, .sumOfLastFour, .meanOfLastFour, .concatenationOfLastFour, .index(3),
    ] {
      #expect(LayerChoice(choice.description) == choice)
    }
  }

  @Test func sumsTheLastFour() throws {
    let states = (0...4).map { Matrix(rows: 1, columns: 1, [Float(1 << $0)]) }
    let activations = Activations(encoding: Encoding(ids: [1]), hiddenStates: states, layers: [], pooled: nil)
    #expect(try LayerChoice.sumOfLastFour.hiddenState(of: activations).values == [2 + 4 + 8 + 16])
    #expect(states.map(\.values) == [[1], [2], [4], [8], [16]])
    #expect(try LayerChoice.meanOfLastFour.hiddenState(of: activations).values == [7.5])
    #expect(try LayerChoice.concatenationOfLastFour.hiddenState(of: activations).values == [2, 4, 8, 16])
  }

  @Test func ofAWordsVectors() throws {
    let vectors: [[Float]] = (0...4).map { [Float(1 << $0), 0] }
    #expect(try LayerChoice.last.vector(of: vectors) == [16, 0])
    #expect(try LayerChoice.index(1).vector(of: vectors) == [2, 0])
    #expect(try LayerChoice.sumOfLastFour.vector(of: vectors) == [30, 0])
    #expect(try LayerChoice.meanOfLastFour.vector(of: vectors) == [7.5, 0])
    #expect(try LayerChoice.concatenationOfLastFour.vector(of: vectors) == [2, 0, 4, 0, 8, 0, 16, 0])
    #expect(throws: AnalysisError.noSuchLayer(5, last: 4)) { try LayerChoice.index(5).vector(of: vectors) }
    #expect(throws: AnalysisError.tooFewLayers(3, needed: 4)) {
      try LayerChoice.meanOfLastFour.vector(of: Array(vectors.dropLast()))
    }
    #expect(throws: AnalysisError.noSuchLayer(0, last: -1)) { try LayerChoice.last.vector(of: []) }
  }
}
