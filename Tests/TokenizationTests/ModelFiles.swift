import Foundation

@testable import Tokenization

let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Fixtures").path

let defaultModel = URL(fileURLWithPath: fixtures).deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Resources/Models/all-MiniLM-L6-v2").path

/// A model directory that lasts as long as the test.
final class ModelFiles {
  let path = NSTemporaryDirectory() + "talpa-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func link(_ source: String, as name: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: source)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }
}

/// A tokenizer of a vocabulary small enough to follow by hand.
func tokenizer(_ entries: String, _ configuration: String = "{}") throws -> Tokenizer {
  let directory = try ModelFiles()
  let lines = ("[PAD] [UNK] [CLS] [SEP] [MASK] " + entries).split(separator: " ")
  try directory.write(lines.joined(separator: "\n") + "\n", to: "vocab.txt")
  try directory.write(configuration, to: "tokenizer_config.json")
  return try Tokenizer(directory: directory.path)
}

/// RoBERTa's tokenizer with one of three settings. Each is opened once: that takes a debug build a while.
enum Roberta {
  static let plain = Result { try open("{}") }
  static let prefixed = Result { try open(#"{"add_prefix_space": true}"#) }
  static let untrimmed = Result { try open(#"{"trim_offsets": false}"#) }

  private static func open(_ configuration: String) throws -> Tokenizer {
    let directory = try ModelFiles()
    try directory.link(fixtures + "/tokens/roberta.vocab.json", as: "vocab.json")
    try directory.link(fixtures + "/tokens/roberta.merges.txt", as: "merges.txt")
    try directory.write(configuration, to: "tokenizer_config.json")
    return try Tokenizer(directory: directory.path)
  }
}

extension MappedText {
  init(_ text: String) { self.init(Array(text.unicodeScalars)[...]) }
}
