import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

@Suite struct AttentionPartsTests {
  @Test(arguments: InsideModel.names)
  func scoresAreThoseBeforeSoftmax(name: String) throws {
    let model = try InsideModel(name)
    let activations = try model.encoder.encode(model.encoding)
    let keys = model.encoding.mask.count { $0 == 1 }
    for layer in 0..<model.encoder.configuration.layers {
      let scores = try model.encoder.attentionScores(layer: layer, of: activations)
      #expect(scores.count == model.encoder.configuration.heads)
      for (head, expected) in try model.reference.heads("scores.\(layer)").enumerated() {
        #expect(distance(scores[head], expected) < 5e-5, "layer \(layer), head \(head)")
        let pattern = activations.layers[layer].attention.pattern[head]
        for query in 0..<scores[head].rows {
          let weights = softmax(Array(scores[head].row(query)[..<keys]))
          #expect(distance(weights, Array(pattern.row(query)[..<keys])) < 1e-5)
        }
      }
    }
  }

  @Test(arguments: InsideModel.names)
  func valueNormsAreThoseOfWhatAHeadAdds(name: String) throws {
    let model = try InsideModel(name)
    let activations = try model.encoder.encode(model.encoding)
    for layer in 0..<model.encoder.configuration.layers {
      let norms = try model.encoder.valueNorms(layer: layer, of: activations)
      let expected = try model.reference.matrix("value_norms.\(layer)")
      #expect(distance(norms, expected) < 1e-4, "layer \(layer)")
    }
  }

  @Test func aLayerThatTheModelDoesNotHaveIsRefused() throws {
    let model = try TinyModel("tiny-bert")
    let activations = try model.encoder.encode(Encoding(ids: [2, 3]))
    for layer in [-1, 2] {
      #expect(throws: EncoderError.noSuchLayer(layer, layers: 2)) {
        try model.encoder.attentionScores(layer: layer, of: activations)
      }
      #expect(throws: EncoderError.noSuchLayer(layer, layers: 2)) {
        try model.encoder.valueNorms(layer: layer, of: activations)
      }
    }
  }

  @Test func activationsOfAnotherModelAreRefused() throws {
    let encoder = try TinyModel("tiny-bert").encoder
    let wider = try KnownSentence.activations("The mole dug")
    let fewer = Activations(
      encoding: Encoding(ids: [2, 3]), hiddenStates: [Matrix(rows: 2, columns: 24)], layers: [])
    let narrower = Activations(
      encoding: Encoding(ids: [2, 3]), hiddenStates: Array(repeating: Matrix(rows: 2, columns: 16), count: 3),
      layers: [])
    for activations in [wider, fewer, narrower] {
      #expect(throws: EncoderError.otherModel) { try encoder.attentionScores(layer: 0, of: activations) }
      #expect(throws: EncoderError.otherModel) { try encoder.valueNorms(layer: 0, of: activations) }
    }
  }
}
