import Checkpoints
import Foundation
import Testing

@testable import Session

struct SessionTests {
  /// BERT-large's shape with room for long texts.
  @Test func memoryIsStatedBeforeItIsTaken() throws {
    let scratch = try Scratch()
    let config = """
      {"model_type": "bert", "vocab_size": 30, "hidden_size": 1024, "num_hidden_layers": 24,
       "num_attention_heads": 16, "intermediate_size": 4096, "max_position_embeddings": 4096}
      """
    try Data(config.utf8).write(to: URL(filePath: scratch.path + "/config.json"))
    let configuration = try ModelDirectory(path: scratch.path).configuration
    let test = TestSession()
    test.session.stateMemory(of: 512, configuration)
    #expect(test.output.messages.isEmpty)
    test.session.stateMemory(of: 2048, configuration)
    #expect(
      test.output.messages
        == "warning: 2048 tokens: their attention and hidden states take 6.2 GB of memory\n")
  }
}
