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
    for choice in [LayerChoice.last, .sumOfLastFour, .index(3)] {
      #expect(LayerChoice(choice.description) == choice)
    }
  }

  @Test func sumsTheLastFour() throws {
    let states = (0...4).map { Matrix(rows: 1, columns: 1, [Float(1 << $0)]) }
    let activations = Activations(encoding: Encoding(ids: [1]), hiddenStates: states, layers: [], pooled: nil)
    #expect(try LayerChoice.sumOfLastFour.hiddenState(of: activations).values == [2 + 4 + 8 + 16])
    #expect(states.map(\.values) == [[1], [2], [4], [8], [16]])
  }
}
