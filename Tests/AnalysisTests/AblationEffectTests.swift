import Encoders
import Tensors
import Testing
import Tokenization

@testable import Analysis

struct AblationEffectTests {
  func activations(_ patterns: [[Float]], _ states: [[Float]]) -> Activations {
    Activations(
      encoding: Encoding(ids: [1, 2]), hiddenStates: states.map { Matrix(rows: 2, columns: 2, $0) },
      layers: patterns.map {
        LayerActivations(attention: Attention(pattern: [Matrix(rows: 2, columns: 2, $0)]))
      })
  }

  @Test func byHand() {
    let before = activations([[1, 0, 0.5, 0.5]], [[1, 0, 0, 1], [1, 0, 0, 1]])
    let after = activations([[0.5, 0.5, 0.5, 0.5]], [[1, 0, 0, 1], [0, 1, 0, 2]])
    let effect = AblationEffect(from: before, to: after)
    // Half of the first row's attention moved, none of the second's.
    #expect(effect.layers.map(\.movedAttention) == [0.25])
    #expect(effect.layers.map(\.similarity) == [0.5])
    #expect(effect.classifierSimilarity == 0)
  }

  @Test func onlyLaterLayersFeelIt() throws {
    let text = "The mole dug a tunnel."
    let off = HeadIndex(layer: 3, head: 2)
    let effect = AblationEffect(
      from: try MiniLM.study(text).activations, to: try MiniLM.study(text, ablating: [off]).activations)
    #expect(effect.layers[..<3].allSatisfy { $0.movedAttention == 0 && abs($0.similarity - 1) < 1e-5 })
    #expect(effect.layers[3].movedAttention > 0)
    #expect(effect.layers[4...].allSatisfy { $0.movedAttention > 0 && $0.similarity < 1 })
    #expect(effect.classifierSimilarity < 0.9999)
    #expect(effect.classifierSimilarity > 0.5)
  }
}
