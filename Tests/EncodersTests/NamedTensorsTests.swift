import Checkpoints
import Testing

@testable import Encoders

@Suite struct NamedTensorsTests {
  private let bert = Architecture.of(.bert)

  private func tensors(_ names: [String], _ architecture: Architecture) -> NamedTensors {
    NamedTensors(MemoryTensors(names.map { ($0, [1], [Float(names.firstIndex(of: $0) ?? 0)]) }), architecture)
  }

  @Test func gammaAndBetaAreGainAndBias() throws {
    let old = tensors(["bert.embeddings.word_embeddings.weight", "bert.n.gamma", "bert.n.beta"], bert)
    let norm = try old.norm("n", count: 1)
    #expect(norm.gain == [1] && norm.bias == [2])
    let new = tensors(["embeddings.word_embeddings.weight", "n.bias", "n.weight"], bert)
    #expect(try new.norm("n", count: 1).bias == [1])
  }

  @Test(arguments: [
    (ModelType.bert, "bert."), (.roberta, "roberta."), (.xlmRoberta, "roberta."),
    (.distilbert, "distilbert."), (.albert, "albert."),
  ])
  func aTaskModelsPrefixIsSeenThrough(type: ModelType, prefix: String) {
    let architecture = Architecture.of(type)
    let word = "embeddings.word_embeddings.weight"
    #expect(tensors([prefix + word, prefix + "x.weight"], architecture).hasLinear("x"))
    #expect(tensors([word, "x.weight"], architecture).hasLinear("x"))
    #expect(!tensors([word, prefix + "x.weight"], architecture).hasLinear("x"))
  }

  @Test func aMissingTensorIsNamedAsTheFileWouldNameIt() {
    let named = tensors(["bert.embeddings.word_embeddings.weight"], bert)
    #expect(throws: CheckpointError.missingTensor(name: "bert.n.weight", path: "memory")) {
      try named.norm("n", count: 1)
    }
  }
}
