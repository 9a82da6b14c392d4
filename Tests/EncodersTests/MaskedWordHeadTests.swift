import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

@Suite struct MaskedWordHeadTests {
  @Test(arguments: TinyModel.namesWithHeads)
  func scoresWhatHuggingFaceScores(name: String) throws {
    let model = try TinyModel(name)
    let head = try #require(try model.encoder.maskedWordHead())
    for name in model.reference.cases {
      let activations = try model.encoder.encode(try model.reference.encoding(name))
      let expected = try model.reference.logits(name)
      #expect(distance(head(activations.hiddenStates[2]), expected) < 5e-5, "\(name)")
    }
  }

  /// The logit lens: the head reads the hidden state of any layer.
  @Test(arguments: TinyModel.namesWithHeads)
  func readsEveryHiddenState(name: String) throws {
    let model = try TinyModel(name)
    let head = try #require(try model.encoder.maskedWordHead())
    let activations = try model.encoder.encode(try model.reference.encoding("sentence"))
    for layer in 0...2 {
      let expected = try model.reference.matrix("sentence.lens.\(layer)")
      #expect(distance(head(activations.hiddenStates[layer]), expected) < 5e-5, "hidden state \(layer)")
    }
  }

  /// A decoder that was stored is used instead of the word embeddings.
  @Test(arguments: TinyModel.namesWithHeads)
  func aStoredDecoderGoesBeforeTheTiedOne(name: String) throws {
    let model = try TinyModel(name)
    let configuration = model.encoder.configuration
    let tensors = try model.tensors()
    let names = Architecture.of(configuration.type).maskedWords
    let words = try #require(tensors.first { $0.name.hasSuffix("word_embeddings.weight") })
    let bias = try #require(tensors.first { $0.name == names.bias }).values
    let doubled = (
      name: names.decoder + ".weight", shape: words.shape, values: words.values.map { $0 * 2 }
    )
    let untied = try Encoder(
      configuration: configuration, tensors: MemoryTensors(tensors + [doubled]), workers: workers)

    let state = try model.encoder.encode(Encoding(ids: [2, 9, 4, 3])).hiddenStates[2]
    let tiedHead = try #require(try model.encoder.maskedWordHead())
    let head = try #require(try untied.maskedWordHead())
    let (tied, logits) = (tiedHead(state), head(state))
    for row in 0..<4 {
      let expected = zip(tied.row(row), bias).map { 2 * ($0 - $1) + $1 }
      #expect(distance(logits.row(row), expected) < 5e-5)
    }
  }

  /// Some checkpoints keep the bias beside the decoder only.
  @Test func theDecodersOwnBiasWillDo() throws {
    let model = try TinyModel("tiny-bert-mlm")
    var tensors = try model.tensors()
    let bias = try #require(tensors.firstIndex { $0.name == "cls.predictions.bias" })
    tensors[bias].name = "cls.predictions.decoder.bias"
    let other = try Encoder(
      configuration: model.encoder.configuration, tensors: MemoryTensors(tensors), workers: workers)
    let state = try model.encoder.encode(Encoding(ids: [2, 9, 4, 3])).hiddenStates[2]
    let expected = try #require(try model.encoder.maskedWordHead())
    let head = try #require(try other.maskedWordHead())
    #expect(distance(head(state), expected(state)) == 0)
  }

  @Test(arguments: TinyModel.names)
  func plainEncodersHaveNone(name: String) throws {
    let model = try TinyModel(name)
    #expect(try model.encoder.maskedWordHead() == nil)
    #expect(
      !MaskedWordHead.isStored(in: try model.directory.tensors(), of: model.directory.configuration.type))
  }

  @Test(arguments: TinyModel.namesWithHeads)
  func onesThatHaveItAreTold(name: String) throws {
    let directory = try ModelDirectory(path: "\(fixtures)/models/\(name)")
    #expect(MaskedWordHead.isStored(in: try directory.tensors(), of: directory.configuration.type))
  }
}
