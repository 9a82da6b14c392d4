import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

/// Heads switched off: against PyTorch, and against what follows from the equations.
@Suite struct InterventionTests {
  @Test(arguments: InsideModel.names)
  func aHeadThatIsOffAddsNothing(name: String) throws {
    let model = try InsideModel(name)
    let off = HeadIndex(layer: 0, head: 1)
    let plain = try model.encoder.encode(model.encoding)
    let activations = try model.encoder.encode(model.encoding, interventions: [.ablate(off)])
    #expect(activations.layers[0].attention.pattern[1].values.allSatisfy { $0 == 0 })
    #expect(activations.layers[0].attention.pattern[0] == plain.layers[0].attention.pattern[0])
    for (layer, state) in activations.hiddenStates.enumerated() {
      #expect(distance(state, try model.reference.matrix("ablated.hidden_states.\(layer)")) < 5e-5)
    }
  }

  @Test(arguments: InsideModel.names)
  func everyHeadOffIsALayerWithoutAttention(name: String) throws {
    let model = try InsideModel(name)
    let last = model.encoder.configuration.layers - 1
    let heads = (0..<model.encoder.configuration.heads).map {
      Intervention.ablate(HeadIndex(layer: last, head: $0))
    }
    let activations = try model.encoder.encode(model.encoding, interventions: heads)
    for (layer, state) in activations.hiddenStates.enumerated() {
      #expect(distance(state, try model.reference.matrix("silent.hidden_states.\(layer)")) < 5e-5)
    }
  }

  /// The same once more without PyTorch: a checkpoint whose Wᵒ is zero, its bias kept.
  @Test(arguments: ["tiny-bert", "tiny-roberta", "tiny-distilbert"], [0, 1])
  func everyHeadOffEqualsAnOutputOfZero(name: String, layer: Int) throws {
    let model = try TinyModel(name)
    let configuration = model.encoder.configuration
    let names = Architecture.of(configuration.type).layer
    var tensors = try model.tensors()
    let output = try #require(
      tensors.firstIndex { $0.name.hasSuffix(names.prefix(layer) + names.attentionOutput + ".weight") })
    tensors[output].values = tensors[output].values.map { _ in 0 }
    let without = try Encoder(
      configuration: configuration, tensors: MemoryTensors(tensors), workers: workers)

    let encoding = try model.reference.encoding("padded")
    let heads = (0..<3).map { Intervention.ablate(HeadIndex(layer: layer, head: $0)) }
    let silent = try model.encoder.encode(encoding, interventions: heads)
    let expected = try without.encode(encoding)
    #expect(silent.hiddenStates == expected.hiddenStates)
    #expect(silent.pooled == expected.pooled)
    #expect(silent.layers[layer].attention.pattern.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
  }

  @Test func orderAndRepetitionDoNotMatter() throws {
    let model = try TinyModel("tiny-bert")
    let encoding = try model.reference.encoding("pair")
    let (first, second) = (HeadIndex(layer: 0, head: 1), HeadIndex(layer: 1, head: 2))
    let once = try model.encoder.encode(encoding, interventions: [.ablate(first), .ablate(second)])
    let again = try model.encoder.encode(
      encoding, interventions: [.ablate(second), .ablate(first), .ablate(second)])
    #expect(distance(once, again) == 0)
  }

  @Test func withoutInterventionsNothingChanges() throws {
    let encoder = try MiniLM.encoder.get()
    let encoding = Encoding(ids: [101, 1996, 16709, 8655, 102])
    #expect(distance(try encoder.encode(encoding), try encoder.encode(encoding, interventions: [])) == 0)
    let off = Intervention.ablate(HeadIndex(layer: 3, head: 4))
    let (plain, ablated) = (
      try encoder.encode(encoding), try encoder.encode(encoding, interventions: [off])
    )
    for layer in 0...3 { #expect(plain.hiddenStates[layer] == ablated.hiddenStates[layer]) }
    for layer in 0..<3 {
      #expect(plain.layers[layer].attention.pattern == ablated.layers[layer].attention.pattern)
    }
    for layer in 4...6 { #expect(plain.hiddenStates[layer] != ablated.hiddenStates[layer]) }
  }

  @Test func aBatchFeelsThemAsASentenceAloneDoes() throws {
    let encoder = try MiniLM.encoder.get()
    let batch = [[101, 1996, 16709, 102], [101, 8655, 1037, 5234, 1012, 102]].map { Encoding(ids: $0) }
    let off = [Intervention.ablate(HeadIndex(layer: 1, head: 8)), .ablate(HeadIndex(layer: 0, head: 2))]
    for (together, encoding) in zip(try encoder.encode(batch, interventions: off), batch) {
      #expect(distance(together, try encoder.encode(encoding, interventions: off)) < 1e-5)
    }
  }

  @Test(arguments: [
    HeadIndex(layer: 6, head: 0), HeadIndex(layer: 0, head: 12), HeadIndex(layer: -1, head: 0),
    HeadIndex(layer: 0, head: -1), HeadIndex(layer: Int.max - 1, head: 0),
  ])
  func headsThatAreNotThereAreRefused(index: HeadIndex) throws {
    let encoder = try MiniLM.encoder.get()
    let encoding = Encoding(ids: [101, 102])
    #expect(throws: EncoderError.noSuchHead(index, layers: 6, heads: 12)) {
      try encoder.encode(encoding, interventions: [.ablate(index)])
    }
  }
}
