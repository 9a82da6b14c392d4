import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

/// The whole encoder against PyTorch, on the real model and on tiny ones of each architecture.
@Suite struct EncoderTests {
  @Test(arguments: ["0", "1", "2", "3", "4"])
  func computesWhatPyTorchComputesWithMiniLM(name: String) throws {
    let encoder = try MiniLM.encoder.get()
    let path = fixtures + "/activations/minilm-f16-activations.safetensors"
    let reference = try Reference(path: path, encoder.configuration)
    var encoding = try reference.encoding(name)
    if name == "3" { encoding.segments = encoding.ids.indices.map { $0 < 8 ? 0 : 1 } }

    let activations = try encoder.encode(encoding)
    #expect(activations.hiddenStates.count == 7)
    for layer in 0...6 {
      let expected = try reference.hiddenState(name, layer: layer)
      #expect(distance(activations.hiddenStates[layer], expected) < 5e-5, "hidden state \(layer)")
    }
    #expect(activations.layers.count == 6)
    for layer in 0..<6 {
      for (head, expected) in try reference.patterns(name, layer: layer).enumerated() {
        let pattern = activations.layers[layer].attention.pattern[head]
        #expect(distance(pattern, expected) < 1e-5, "layer \(layer), head \(head)")
      }
    }
    let pooled = try #require(try reference.vector("\(name).pooler_output"))
    #expect(distance(try #require(activations.pooled), pooled) < 1e-5)
    let sentence = try #require(try reference.vector("\(name).sentence_embedding"))
    #expect(distance(normalized(mean(activations)), sentence) < 1e-5)
  }

  @Test(arguments: TinyModel.names + TinyModel.namesWithHeads)
  func computesWhatHuggingFaceComputes(name: String) throws {
    let model = try TinyModel(name)
    let cases = model.reference.cases
    #expect(cases == ["longest", "one", "padded", "pair", "sentence"])
    for name in cases {
      let activations = try model.encoder.encode(try model.reference.encoding(name))
      for layer in 0...2 {
        let expected = try model.reference.hiddenState(name, layer: layer)
        #expect(distance(activations.hiddenStates[layer], expected) < 5e-5, "\(name), hidden state \(layer)")
      }
      for layer in 0..<2 {
        let expected = try model.reference.patterns(name, layer: layer)
        let patterns = activations.layers[layer].attention.pattern
        #expect(patterns.count == 3)
        for (pattern, expected) in zip(patterns, expected) {
          #expect(distance(pattern, expected) < 1e-5, "\(name), layer \(layer)")
        }
      }
      let pooled = try model.reference.vector("\(name).pooler_output")
      #expect((activations.pooled == nil) == (pooled == nil))
      #expect(distance(activations.pooled ?? [], pooled ?? []) < 1e-5)
    }
  }

  @Test func paddingGetsNoAttentionAtAll() throws {
    let model = try TinyModel("tiny-bert")
    let encoding = try model.reference.encoding("padded")
    #expect(encoding.mask == [1, 1, 1, 1, 1, 0, 0, 0, 0])
    for layer in try model.encoder.encode(encoding).layers {
      for pattern in layer.attention.pattern {
        for query in 0..<9 {
          #expect(pattern.row(query)[5...].allSatisfy { $0 == 0 })
          #expect(abs(pattern.row(query).reduce(0, +) - 1) < 1e-5)
        }
      }
    }
  }

  @Test func paddingChangesNothingBeforeIt() throws {
    let model = try TinyModel("tiny-bert")
    var encoding = Encoding(ids: [2, 23, 12, 19, 3])
    let alone = try model.encoder.encode(encoding)
    encoding.tokens += Encoding(ids: [0, 0, 0]).tokens
    encoding.segments += [0, 0, 0]
    encoding.mask += [0, 0, 0]
    let padded = try model.encoder.encode(encoding)
    for (state, short) in zip(padded.hiddenStates, alone.hiddenStates) {
      #expect(distance(state.rows(0..<5), short) < 1e-6)
    }
    #expect(distance(padded.pooled ?? [], alone.pooled ?? []) < 1e-6)
  }

  /// A ragged batch gives each sentence the numbers it gets alone.
  @Test(arguments: TinyModel.names)
  func aBatchIsTheSameAsOneByOne(name: String) throws {
    let model = try TinyModel(name)
    let configuration = model.encoder.configuration
    var random = SplitMix(seed: 31)
    for _ in 0..<20 {
      let batch = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let count = Int.random(in: 1...configuration.maxTokens, using: &random)
        let real = Int.random(in: 1...count, using: &random)
        var encoding = Encoding(
          ids: (0..<count).map {
            $0 < real ? Int.random(in: 2..<30, using: &random) : configuration.paddingID
          })
        encoding.segments = (0..<count).map { _ in
          Int.random(in: 0..<max(configuration.segments, 1), using: &random)
        }
        encoding.mask = (0..<count).map { $0 < real ? 1 : 0 }
        return encoding
      }
      let together = try model.encoder.encode(batch)
      #expect(together.count == batch.count)
      for (encoding, activations) in zip(batch, together) {
        #expect(activations.encoding == encoding)
        #expect(distance(activations, try model.encoder.encode(encoding)) < 1e-6)
      }
    }
  }

  @Test func aBatchOfRealSentencesIsTheSameAsOneByOne() throws {
    let encoder = try MiniLM.encoder.get()
    let batch = try KnownSentence.all.get().map { Encoding(ids: $0.ids) }
    for (encoding, activations) in zip(batch, try encoder.encode(batch)) {
      #expect(distance(activations, try encoder.encode(encoding)) < 1e-6)
    }
    #expect(try encoder.encode([]).isEmpty)
  }

  @Test(arguments: [1, 3])
  func threadsChangeNothing(threads: Int) throws {
    let directory = try ModelDirectory(path: "\(fixtures)/models/tiny-bert")
    let encoder = try Encoder(directory, workers: Workers(threads: threads))
    let model = try TinyModel("tiny-bert")
    let encoding = try model.reference.encoding("longest")
    #expect(distance(try encoder.encode(encoding), try model.encoder.encode(encoding)) < 1e-6)
  }

  @Test func asksBeforeEachLayerAndStopsWhenTold() throws {
    struct Stop: Error {}
    let encoder = try TinyModel("tiny-bert").encoder
    var layers: [Int] = []
    _ = try encoder.encode([Encoding(ids: [2, 3])]) { layers.append($0) }
    #expect(layers == [0, 1])
    layers = []
    #expect(throws: Stop.self) {
      try encoder.encode([Encoding(ids: [2, 3])]) { layer in
        layers.append(layer)
        if layer == 1 { throw Stop() }
      }
    }
    #expect(layers == [0, 1])
  }

  @Test func theStaticVectorIsTheEmbeddingRow() throws {
    let model = try TinyModel("tiny-bert")
    let table = try model.directory.tensors().matrix(
      "embeddings.word_embeddings.weight", rows: 30, columns: 24)
    #expect(try model.encoder.staticVector(id: 7) == table.row(7))
    #expect(throws: EncoderError.self) { try model.encoder.staticVector(id: 30) }
    #expect(throws: EncoderError.self) { try model.encoder.staticVector(id: -1) }
  }
}

/// A small generator with a seed, so that a failure can be repeated (Steele et al. 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
