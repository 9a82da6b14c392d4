import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

/// Heads switched off, scores and value norms against PyTorch (Fixtures/models/make_interventions.py).
struct InterventionTests {
  static let names = ["tiny-bert", "tiny-roberta", "tiny-distilbert", "all-MiniLM-L6-v2"]

  /// A model, an input, and what PyTorch computes inside it.
  struct Case {
    let encoder: Encoder
    let reference: Reference
    let encoding: Encoding

    init(_ name: String) throws {
      let isDefault = name == "all-MiniLM-L6-v2"
      encoder = isDefault ? try MiniLM.encoder.get() : try TinyModel(name).encoder
      let path =
        isDefault
        ? "/activations/minilm-f16-interventions.safetensors" : "/models/\(name)/interventions.safetensors"
      reference = try Reference(path: fixtures + path, encoder.configuration)
      encoding = try reference.encoding()
    }
  }

  @Test(arguments: names)
  func scoresAreThoseBeforeSoftmax(name: String) throws {
    let model = try Case(name)
    let activations = try model.encoder.encode(model.encoding)
    let keys = model.encoding.mask.count { $0 == 1 }
    for layer in 0..<model.encoder.configuration.layers {
      let scores = try model.encoder.attentionScores(layer: layer, of: activations)
      for (head, expected) in try model.reference.heads("scores.\(layer)").enumerated() {
        #expect(distance(scores[head], expected) < 5e-5, "layer \(layer), head \(head)")
        for query in 0..<keys {
          let weights = softmax(Array(scores[head].row(query)[..<keys]))
          let pattern = activations.layers[layer].attention.pattern[head].row(query)[..<keys]
          #expect(distance(weights, Array(pattern)) < 1e-5)
        }
      }
    }
  }

  @Test(arguments: names)
  func valueNormsAreThoseOfWhatAHeadAdds(name: String) throws {
    let model = try Case(name)
    let activations = try model.encoder.encode(model.encoding)
    for layer in 0..<model.encoder.configuration.layers {
      let norms = try model.encoder.valueNorms(layer: layer, of: activations)
      let expected = try model.reference.matrix("value_norms.\(layer)")
      #expect(distance(norms, expected) < 1e-4, "layer \(layer)")
    }
  }

  @Test(arguments: names)
  func aHeadThatIsOffAddsNothing(name: String) throws {
    let model = try Case(name)
    let off = HeadIndex(layer: 0, head: 1)
    let plain = try model.encoder.encode(model.encoding)
    let activations = try model.encoder.encode(model.encoding, interventions: [.ablate(off)])
    #expect(activations.layers[0].attention.pattern[1].values.allSatisfy { $0 == 0 })
    #expect(activations.layers[0].attention.pattern[0] == plain.layers[0].attention.pattern[0])
    for (layer, state) in activations.hiddenStates.enumerated() {
      #expect(distance(state, try model.reference.matrix("ablated.hidden_states.\(layer)")) < 5e-5)
    }
  }

  @Test(arguments: names)
  func everyHeadOffIsALayerWithoutAttention(name: String) throws {
    let model = try Case(name)
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
  @Test func everyHeadOffEqualsAnOutputOfZero() throws {
    let directory = try ModelDirectory(path: "\(fixtures)/models/tiny-bert")
    let stored = try directory.tensors()
    let zeroed = MemoryTensors(
      stored.names.compactMap { name in
        guard let tensor = stored.tensor(named: name) else { return nil }
        let count = tensor.shape.reduce(1, *)
        let matrix = StoredMatrix(bytes: tensor.bytes, rows: 1, columns: count, element: .float32)
        let isOutput = name == "encoder.layer.0.attention.output.dense.weight"
        let values = isOutput ? Array(repeating: 0, count: count) : matrix?.row(0) ?? []
        return (name: name, shape: tensor.shape, values: values)
      })
    let without = try Encoder(configuration: directory.configuration, tensors: zeroed, workers: workers)
    let encoder = try Encoder(directory, workers: workers)
    let encoding = Encoding(ids: [2, 11, 29, 5, 17, 8, 3])
    let heads = (0..<3).map { Intervention.ablate(HeadIndex(layer: 0, head: $0)) }
    let silent = try encoder.encode(encoding, interventions: heads)
    let expected = try without.encode(encoding)
    for (state, expected) in zip(silent.hiddenStates, expected.hiddenStates) {
      #expect(distance(state, expected) < 1e-6)
    }
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
    #expect(plain.hiddenStates[4] != ablated.hiddenStates[4])
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
  ])
  func headsThatAreNotThereAreRefused(index: HeadIndex) throws {
    let encoder = try MiniLM.encoder.get()
    let encoding = Encoding(ids: [101, 102])
    #expect(throws: EncoderError.noSuchHead(index, layers: 6, heads: 12)) {
      try encoder.encode(encoding, interventions: [.ablate(index)])
    }
    let activations = try encoder.encode(encoding)
    #expect(throws: EncoderError.noSuchLayer(6, layers: 6)) {
      try encoder.valueNorms(layer: 6, of: activations)
    }
    let tiny = try TinyModel("tiny-bert").encoder
    #expect(throws: EncoderError.otherModel) { try tiny.attentionScores(layer: 0, of: activations) }
  }

  @Test(arguments: [("5.3", 4, 2), ("1.1", 0, 0), ("12.10", 11, 9)])
  func headsAreWrittenFromOne(text: String, layer: Int, head: Int) {
    #expect(HeadIndex(text) == HeadIndex(layer: layer, head: head))
    #expect(HeadIndex(layer: layer, head: head).description == text)
  }

  @Test(arguments: [
    "", "5", "5.", ".3", "0.1", "1.0", "5.3.1", "+5.3", "5 .3", "٥.٣", "99999999999999999999.1",
  ])
  func whatIsNoHeadIsRefused(text: String) { #expect(HeadIndex(text) == nil) }
}
