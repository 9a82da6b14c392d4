import Testing

@testable import Checkpoints

@Suite struct ModelDirectoryTests {
  static let configuration = """
    {"model_type": "bert", "vocab_size": 3, "hidden_size": 2, "num_hidden_layers": 1, "num_attention_heads": 1,
     "intermediate_size": 2, "max_position_embeddings": 4}
    """
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func isNamedAfterItsDirectory() throws {
    try scratch.write("tiny/config.json", Self.configuration)
    #expect(try ModelDirectory(path: scratch.path + "/tiny").name == "tiny")
    #expect(try ModelDirectory(path: scratch.path + "/tiny/").name == "tiny")
    #expect(try ModelDirectory(path: scratch.path + "/tiny", name: "org/tiny").name == "org/tiny")
    #expect(try ModelDirectory(path: scratch.path + "/tiny").sentenceSettings.pooling == nil)
  }

  @Test func opensWithoutWeights() throws {
    try scratch.write("config.json", Self.configuration)
    let directory = try ModelDirectory(path: scratch.path)
    #expect(directory.weightBytes == nil)
    #expect(throws: CheckpointError.self) { try directory.tensors() }
    try scratch.write("model.safetensors", safetensors("{}", data: 0))
    #expect(directory.weightBytes == 10)
    #expect(try directory.tensors().names.isEmpty)
  }

  @Test(arguments: ["pytorch_model.bin", "model.safetensors.index.json", "tf_model.h5"])
  func weightsInAnotherFormAreNamedWithTheWayOut(file: String) throws {
    try scratch.write("config.json", Self.configuration)
    try scratch.write(file, "x")
    let error = #expect(throws: CheckpointError.self) { try ModelDirectory(path: scratch.path).tensors() }
    guard case .unsupportedWeights = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("save_pretrained") == true)
  }

  @Test func whatIsNoModelIsToldApart() throws {
    #expect(throws: CheckpointError.notADirectory(path: scratch.path + "/none")) {
      try ModelDirectory(path: scratch.path + "/none")
    }
    let file = try scratch.write("file", "x")
    #expect(throws: CheckpointError.notADirectory(path: file)) { try ModelDirectory(path: file) }
    let error = #expect(throws: CheckpointError.self) { try ModelDirectory(path: scratch.path) }
    #expect(error?.description.contains("config.json' is missing") == true)
  }
}
