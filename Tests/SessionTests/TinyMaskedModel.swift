import Foundation

/// A tiny model with a masked-word head and random weights (Fixtures/models), given a vocabulary of 30 entries.
struct TinyMaskedModel {
  /// Entry n of a WordPiece vocabulary is "wn", but for those that are named.
  static let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + (5..<30).map { "w\($0)" }
  /// Of RoBERTa's kind: Ġ, two letters with a blank before them, and the letters a to v.
  static let pieces =
    ["<unk>", "<pad>", "<s>", "</s>", "<mask>", "Ġ", "Ġa", "Ġb"] + "abcdefghijklmnopqrstuv".map { "\($0)" }

  private let scratch: Scratch
  let path: String
  let reference: String

  init(_ name: String, words: [String] = TinyMaskedModel.words) throws {
    scratch = try Scratch()
    path = scratch.path
    let model = package + "/Tests/Fixtures/models/" + name
    reference = model + "/activations.safetensors"
    for file in ["config.json", "model.safetensors"] {
      try FileManager.default.createSymbolicLink(
        atPath: path + "/" + file, withDestinationPath: model + "/" + file)
    }
    if name.contains("roberta") {
      let ids = Self.pieces.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
      try write("vocab.json", "{\(ids)}")
      try write("merges.txt", "#version: 0.2\nĠ a\nĠ b\n")
    } else {
      try write("vocab.txt", words.joined(separator: "\n"))
    }
  }

  private func write(_ file: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + file))
  }
}
