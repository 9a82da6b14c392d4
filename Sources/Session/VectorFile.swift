import Checkpoints
import Tensors
import Tokenization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Vectors as a file, in the format that its name ends in.
struct VectorFile {
  enum Format: String, CaseIterable { case npy, safetensors, jsonl }

  let path: String
  let format: Format
  let replaces: Bool

  /// - Throws: `Failure` for an ending that is none of them.
  init(path: String, replaces: Bool) throws {
    guard let ending = path.split(separator: ".").last.flatMap({ Format(rawValue: String($0)) }),
      path.contains(".")
    else {
      let endings = Format.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw Failure.usage("--output '\(path)': the name must end in \(endings)")
    }
    self.path = path
    self.replaces = replaces
    format = ending
  }

  /// Sentences' vectors as sentences × H; one sentence's token vectors as T × H.
  func write(_ results: [VectorResult]) throws {
    let tokenVectors = results.contains { !$0.tokenVectors.isEmpty }
    if tokenVectors, results.count > 1, format != .jsonl {
      throw Failure.usage(
        "the token vectors of \(results.count) sentences fit a .jsonl file only: they differ in length")
    }
    let rows = tokenVectors ? results[0].tokenVectors : results.map(\.vector)
    let shape = [rows.count, rows.first?.count ?? 0]
    switch format {
    case .npy:
      let isOne = !tokenVectors && rows.count == 1
      try NumpyWriter.write(rows, shape: isOne ? [shape[1]] : shape, to: path, replacing: replaces)
    case .safetensors:
      let matrix = Matrix(rows: shape[0], columns: shape[1], rows.flatMap { $0 })
      let tensor = SafetensorsWriter.Tensor(
        name: tokenVectors ? "token_embeddings" : "sentence_embeddings", shape: shape, float32: [matrix])
      try SafetensorsWriter.write(
        [tensor], metadata: ["producer": "talpa \(Talpa.version)"], to: path, replacing: replaces)
    case .jsonl:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let file = try NewFile(path: path, replacing: replaces)
      for result in results {
        try file.write(Array(try encoder.encode(VectorRecord(result))) + [UInt8(ascii: "\n")])
      }
      try file.finish()
    }
  }
}
