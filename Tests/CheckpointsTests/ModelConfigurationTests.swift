import Tensors
import Testing

@testable import Checkpoints

@Suite struct ModelConfigurationTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let bert = [
    "model_type": "\"bert\"", "vocab_size": "30", "hidden_size": "24", "num_hidden_layers": "2",
    "num_attention_heads": "3", "intermediate_size": "40", "max_position_embeddings": "16",
  ]

  /// BERT's settings with some of them changed; nil takes one away.
  private func configuration(_ changes: [String: String?] = [:]) throws -> ModelConfiguration {
    let settings = Self.bert.merging(changes.compactMapValues { $0 ?? "ABSENT" }) { $1 }.filter {
      $0.value != "ABSENT"
    }
    let json =
      "{" + settings.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
      + "}"
    return try ModelConfiguration(path: try scratch.write("config.json", json))
  }

  @Test func readsBERT() throws {
    let bert = try configuration()
    #expect(bert.type == .bert)
    #expect((bert.vocabularySize, bert.hiddenSize, bert.layers, bert.heads) == (30, 24, 2, 3))
    #expect((bert.intermediateSize, bert.positions, bert.segments, bert.paddingID) == (40, 16, 2, 0))
    #expect(bert.activation == .gelu && bert.layerNormEpsilon == 1e-12)
    #expect(bert.headSize == 8 && bert.maxTokens == 16)
    #expect(bert.shape == "BERT 2 layers × 3 heads × 24")
  }

  @Test(arguments: ["\"roberta\"", "\"xlm-roberta\""])
  func aRoBERTaTableServesFewerTokensThanItHasRows(type: String) throws {
    let roberta = try configuration([
      "model_type": type, "max_position_embeddings": "514", "type_vocab_size": "1", "layer_norm_eps": "1e-05",
      "pad_token_id": "1",
    ])
    #expect(roberta.maxTokens == 512 && roberta.firstPosition == 2)
    #expect(roberta.segments == 1 && roberta.paddingID == 1 && roberta.layerNormEpsilon == 1e-5)
  }

  @Test func readsDistilBERTByItsOwnKeys() throws {
    let distil = try configuration([
      "model_type": "\"distilbert\"", "dim": "24", "n_layers": "2", "n_heads": "3", "hidden_dim": "40",
      "activation": "\"relu\"", "hidden_size": nil, "num_hidden_layers": nil, "num_attention_heads": nil,
      "intermediate_size": nil,
    ])
    #expect((distil.hiddenSize, distil.layers, distil.heads, distil.intermediateSize) == (24, 2, 3, 40))
    #expect(distil.segments == 0 && distil.activation == .relu)
  }

  private static let albert = ["model_type": "\"albert\"", "embedding_size": "10"]

  @Test func readsALBERT() throws {
    let albert = try configuration(Self.albert)
    #expect((albert.hiddenSize, albert.embeddingSize, albert.layers) == (24, 10, 2))
    #expect(albert.activation == .geluTanh && albert.layerNormEpsilon == 1e-12)
    #expect(albert.shape == "ALBERT 2 layers × 3 heads × 24")
    #expect(try configuration().embeddingSize == 24)
    #expect(try configuration(["embedding_size": "10"]).embeddingSize == 24)
  }

  @Test(arguments: [
    ("num_hidden_groups", "2"), ("inner_group_num", "0"), ("inner_group_num", "2"), ("embedding_size", "0"),
  ])
  func anALBERTOfSeveralLayersInTurnIsRefusedByKey(key: String, value: String) throws {
    #expect(try configuration(Self.albert.merging([key: "1"]) { $1 }).type == .albert)
    let error = #expect(throws: CheckpointError.self) {
      try configuration(Self.albert.merging([key: value]) { $1 })
    }
    #expect(error?.description.contains("\"\(key)\" is \(value)") == true)
  }

  @Test func anALBERTNamesTheWidthOfItsEmbeddings() throws {
    let path = scratch.path + "/config.json"
    #expect(throws: CheckpointError.missingKey(path: path, key: "embedding_size")) {
      try configuration(["model_type": "\"albert\""])
    }
  }

  @Test(arguments: [
    ("gelu", Activation.gelu), ("gelu_new", .geluTanh), ("gelu_pytorch_tanh", .geluTanh),
    ("gelu_fast", .geluTanh),
    ("relu", .relu), ("silu", .silu), ("swish", .silu),
  ])
  func knowsActivationsByName(name: String, activation: Activation) throws {
    #expect(try configuration(["hidden_act": "\"\(name)\""]).activation == activation)
  }

  @Test(arguments: ["modernbert", "deberta-v2", "gpt2", "BERT", ""])
  func anUnknownModelTypeIsRefusedByName(type: String) throws {
    let path = scratch.path + "/config.json"
    let error = #expect(throws: CheckpointError.unsupportedModelType(path: path, type: type)) {
      try configuration(["model_type": "\"\(type)\""])
    }
    #expect(error?.description.contains("bert, roberta, xlm-roberta, distilbert, albert") == true)
  }

  @Test(arguments: [
    "model_type", "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads",
    "intermediate_size",
    "max_position_embeddings",
  ])
  func aMissingKeyIsNamed(key: String) throws {
    #expect(throws: CheckpointError.missingKey(path: scratch.path + "/config.json", key: key)) {
      try configuration([key: nil])
    }
    #expect(throws: CheckpointError.missingKey(path: scratch.path + "/config.json", key: key)) {
      try configuration([key: "null"])
    }
  }

  @Test(arguments: [
    ("num_hidden_layers", "0"), ("num_hidden_layers", "-1"), ("num_hidden_layers", "1000000"),
    ("hidden_size", "0"),
    ("hidden_size", "1000000000000"), ("num_attention_heads", "0"), ("num_attention_heads", "5"),
    ("num_attention_heads", "25"), ("vocab_size", "0"), ("vocab_size", "9000000000000000000"),
    ("intermediate_size", "0"), ("max_position_embeddings", "0"), ("type_vocab_size", "-1"),
    ("pad_token_id", "30"),
    ("pad_token_id", "-1"), ("layer_norm_eps", "-1"), ("layer_norm_eps", "1"), ("hidden_act", "\"mish\""),
    ("position_embedding_type", "\"relative_key\""), ("is_decoder", "true"),
  ])
  func aFigureThatCannotBeIsRefusedByKey(key: String, value: String) throws {
    let error = #expect(throws: CheckpointError.self) { try configuration([key: value]) }
    guard case .badValue(_, let found, _, let expected) = error else {
      Issue.record("\(key) = \(value): \(String(describing: error))")
      return
    }
    #expect(found == key && !expected.isEmpty)
  }

  @Test(arguments: [
    ("hidden_size", "\"24\""), ("model_type", "7"), ("is_decoder", "[]"),
  ])
  func aValueOfAnotherTypeIsRefused(key: String, value: String) throws {
    let error = #expect(throws: CheckpointError.self) { try configuration([key: value]) }
    #expect(error?.description.contains(key) == true, "\(String(describing: error))")
  }

  @Test func whatIsNoJSONIsRefused() throws {
    for text in ["", "{", "[]", "nonsense", String(repeating: "[", count: 100_000)] {
      let path = try scratch.write("config.json", text)
      #expect(throws: CheckpointError.self) { try ModelConfiguration(path: path) }
    }
  }

  @Test func aHugeFileIsRefusedUnread() throws {
    let path = try scratch.write("config.json", [UInt8](repeating: 0x20, count: 1 << 20 + 1))
    #expect(throws: CheckpointError.fileTooLarge(path: path, bytes: 1 << 20 + 1, limit: 1 << 20)) {
      try ModelConfiguration(path: path)
    }
  }

  @Test func aMissingFileIsNamed() throws {
    let path = scratch.path + "/config.json"
    let error = #expect(throws: CheckpointError.self) { try ModelConfiguration(path: path) }
    guard case .missingFile(path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
