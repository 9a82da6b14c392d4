import Checkpoints
import Tensors
import Tokenization

@testable import Encoders

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// BERT once more, in double precision, one number at a time, with nothing of Tensors but reading: what the
/// encoder is held to. Vectors are rows; a linear map is y = x·Wᵀ + b with W stored outputs × inputs.
struct NaiveEncoder {
  typealias Vectors = [[Double]]

  let source: any TensorSource
  let configuration: ModelConfiguration
  private var width: Int { configuration.hiddenSize }

  init(_ directory: ModelDirectory) throws {
    source = try directory.tensors()
    configuration = directory.configuration
  }

  /// LayerNorm(word + position + segment), T × H.
  func embeddings(_ encoding: Encoding) throws -> Vectors {
    let word = try table(
      "embeddings.word_embeddings.weight", rows: configuration.vocabularySize, columns: width)
    let position = try table(
      "embeddings.position_embeddings.weight", rows: configuration.positions, columns: width)
    let segment = try table(
      "embeddings.token_type_embeddings.weight", rows: configuration.segments, columns: width)
    let sums = encoding.ids.indices.map { place in
      (0..<width).map { column in
        word[encoding.ids[place]][column] + position[place][column]
          + segment[encoding.segments[place]][column]
      }
    }
    return try norm("embeddings.LayerNorm", sums)
  }

  /// One layer: its patterns, a T × T matrix a head, and its output, T × H.
  func layer(_ index: Int, _ x: Vectors, mask: [Int]) throws -> (patterns: [Vectors], output: Vectors) {
    let name = "encoder.layer.\(index)."
    let q = try linear(name + "attention.self.query", x, outputs: width)
    let k = try linear(name + "attention.self.key", x, outputs: width)
    let v = try linear(name + "attention.self.value", x, outputs: width)
    let size = configuration.headSize
    let patterns = (0..<configuration.heads).map { head in
      x.indices.map { query in
        softmax(
          x.indices.map { key in
            guard mask[key] == 1 else { return -.infinity }
            return (head * size..<(head + 1) * size).reduce(0) { $0 + q[query][$1] * k[key][$1] }
              / Double(size).squareRoot()
          })
      }
    }
    let context = x.indices.map { query in
      (0..<width).map { column in
        x.indices.reduce(0) { $0 + patterns[column / size][query][$1] * v[$1][column] }
      }
    }
    let attended = try norm(
      name + "attention.output.LayerNorm",
      sum(x, try linear(name + "attention.output.dense", context, outputs: width)))
    let wide = try linear(name + "intermediate.dense", attended, outputs: configuration.intermediateSize)
    let active = wide.map { $0.map { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) } }
    return (
      patterns,
      try norm(
        name + "output.LayerNorm", sum(attended, try linear(name + "output.dense", active, outputs: width)))
    )
  }

  /// tanh(W·h[CLS] + b).
  func pooled(_ x: Vectors) throws -> [Double] {
    try linear("pooler.dense", [x[0]], outputs: width)[0].map { tanh($0) }
  }

  // MARK: The parts

  private func linear(_ name: String, _ x: Vectors, outputs: Int) throws -> Vectors {
    let weight = try table(name + ".weight", rows: outputs, columns: x[0].count)
    let bias = try vector(name + ".bias", count: outputs)
    return x.map { row in
      (0..<outputs).map { output in row.indices.reduce(bias[output]) { $0 + row[$1] * weight[output][$1] } }
    }
  }

  private func norm(_ name: String, _ x: Vectors) throws -> Vectors {
    let gain = try vector(name + ".weight", count: width)
    let bias = try vector(name + ".bias", count: width)
    return x.map { row in
      let mean = row.reduce(0, +) / Double(row.count)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
      let scale = 1 / (variance + Double(configuration.layerNormEpsilon)).squareRoot()
      return row.indices.map { (row[$0] - mean) * scale * gain[$0] + bias[$0] }
    }
  }

  private func softmax(_ row: [Double]) -> [Double] {
    let largest = row.max() ?? 0
    let powers = row.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  private func sum(_ a: Vectors, _ b: Vectors) -> Vectors { zip(a, b).map { zip($0, $1).map(+) } }

  private func table(_ name: String, rows: Int, columns: Int) throws -> Vectors {
    let matrix = try source.matrix(name, rows: rows, columns: columns)
    return (0..<rows).map { matrix.row($0).map(Double.init) }
  }

  private func vector(_ name: String, count: Int) throws -> [Double] {
    try source.vector(name, count: count).map(Double.init)
  }
}
