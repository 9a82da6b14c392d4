import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes .safetensors files.
public enum SafetensorsWriter {
  public struct Tensor: Sendable {
    let name: String
    let dtype: String
    let shape: [Int]
    let parts: [Part]

    enum Part: Sendable {
      case floats(Matrix)
      case integers([Int32])
    }

    /// Numbers of type I32 in one dimension.
    public init(name: String, int32 values: [Int32]) {
      self.name = name
      dtype = "I32"
      shape = [values.count]
      parts = [.integers(values)]
    }

    /// Numbers of type F32: the matrices one after the other, each row-major.
    public init(name: String, shape: [Int], float32 matrices: [Matrix]) {
      self.name = name
      dtype = "F32"
      self.shape = shape
      parts = matrices.map(Part.floats)
    }

    var byteCount: Int { 4 * shape.reduce(1, *) }
  }

  private struct Entry: Encodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype
      case shape
      case offsets = "data_offsets"
    }
  }

  private enum HeaderValue: Encodable {
    case entry(Entry)
    case metadata([String: String])

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      switch self {
      case .entry(let entry): try value.encode(entry)
      case .metadata(let metadata): try value.encode(metadata)
      }
    }
  }

  /// - Parameters:
  ///   - tensors: stored in this order.
  ///   - replacing: whether a file of that name may go.
  public static func write(
    _ tensors: [Tensor], metadata: [String: String], to path: String, replacing: Bool
  ) throws(CheckpointError) {
    let file = try NewFile(path: path, replacing: replacing)
    try file.write(try header(tensors, metadata, path))
    for tensor in tensors {
      for part in tensor.parts {
        switch part {
        case .floats(let matrix):
          for row in 0..<matrix.rows { try file.write(matrix.row(row)) }
        case .integers(let values):
          try file.write(values.withUnsafeBytes(Array.init))
        }
      }
    }
    try file.finish()
  }

  /// Length and JSON, filled up with spaces so that the data begins on a multiple of eight.
  private static func header(
    _ tensors: [Tensor], _ metadata: [String: String], _ path: String
  ) throws(CheckpointError) -> [UInt8] {
    var entries: [String: HeaderValue] = ["__metadata__": .metadata(metadata)]
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.byteCount
      entries[tensor.name] = .entry(Entry(dtype: tensor.dtype, shape: tensor.shape, offsets: [offset, end]))
      offset = end
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json: [UInt8]
    do { json = Array(try encoder.encode(entries)) } catch { throw .badJSON(path: path, reason: "\(error)") }
    json += Array(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    return (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) } + json
  }
}
