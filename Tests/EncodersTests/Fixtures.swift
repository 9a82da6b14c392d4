import Checkpoints
import Tensors
import Tokenization

@testable import Encoders

/// The root of the package.
let packageRoot = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
let fixtures = packageRoot + "/Tests/Fixtures"
let workers = Workers(threads: 2)

/// The model that Talpa carries, opened once for all tests.
enum MiniLM {
  static let path = packageRoot + "/Resources/Models/all-MiniLM-L6-v2"
  static let encoder = Result { try Encoder(ModelDirectory(path: path), workers: workers) }
}

/// A tiny model, and what Hugging Face computes with it (Fixtures/models/make_models.py).
struct TinyModel {
  static let names = ["tiny-bert", "tiny-bert-old", "tiny-roberta", "tiny-distilbert", "tiny-albert"]
  static let namesWithHeads = [
    "tiny-bert-mlm", "tiny-roberta-mlm", "tiny-distilbert-mlm", "tiny-albert-mlm",
  ]

  let directory: ModelDirectory
  let encoder: Encoder
  let reference: Reference

  init(_ name: String) throws {
    directory = try ModelDirectory(path: "\(fixtures)/models/\(name)")
    encoder = try Encoder(directory, workers: workers)
    reference = try Reference(path: directory.path + "/activations.safetensors", encoder.configuration)
  }

  /// The weights as numbers, to change some and make another model of them.
  func tensors() throws -> [(name: String, shape: [Int], values: [Float])] {
    let file = try directory.tensors()
    return try file.names.map { name in
      let shape = file.tensor(named: name)?.shape ?? []
      let values =
        shape.count == 2
        ? try file.matrix(name, rows: shape[0], columns: shape[1]).matrix().values
        : try file.vector(name, count: shape[0])
      return (name, shape, values)
    }
  }
}

/// A model, an input, and what PyTorch computes inside it (Fixtures/models/make_interventions.py).
struct InsideModel {
  static let names = ["tiny-bert", "tiny-roberta", "tiny-distilbert", "tiny-albert", "all-MiniLM-L6-v2"]

  let encoder: Encoder
  let reference: Reference
  let encoding: Encoding

  init(_ name: String) throws {
    let isDefault = name == "all-MiniLM-L6-v2"
    encoder = isDefault ? try MiniLM.encoder.get() : try TinyModel(name).encoder
    let path =
      isDefault
      ? "/activations/minilm-f16-interventions.safetensors" : "/models/\(name)/interventions.safetensors"
    reference = try Reference(path: fixtures + path, encoder.configuration)
    encoding = try reference.encoding()
  }
}

/// Activations that PyTorch computed, read from a file: "CASE.hidden_states.0" and so on.
struct Reference {
  let file: SafetensorsFile
  let configuration: ModelConfiguration

  init(path: String, _ configuration: ModelConfiguration) throws {
    file = try SafetensorsFile(path: path)
    self.configuration = configuration
  }

  /// The names before the first point.
  var cases: [String] {
    Set(file.names.compactMap { $0.split(separator: ".").first.map(String.init) }).sorted()
  }

  /// - Parameter name: of a case; nil in a file of one.
  func encoding(_ name: String? = nil) throws -> Encoding {
    let prefix = name.map { $0 + "." } ?? ""
    var encoding = Encoding(ids: try integers(prefix + "input_ids"))
    if file.contains(prefix + "token_type_ids") {
      encoding.segments = try integers(prefix + "token_type_ids")
    }
    if file.contains(prefix + "attention_mask") { encoding.mask = try integers(prefix + "attention_mask") }
    return encoding
  }

  /// Rows × columns, whatever they are.
  func matrix(_ name: String) throws -> Matrix {
    let shape = try shape(name)
    return try file.matrix(name, rows: shape[0], columns: shape[1]).matrix()
  }

  /// Tokens × H.
  func hiddenState(_ name: String, layer: Int) throws -> Matrix {
    let tensor = "\(name).hidden_states.\(layer)"
    let tokens = try shape(tensor)[0]
    return try file.matrix(tensor, rows: tokens, columns: configuration.hiddenSize).matrix()
  }

  /// One T × T matrix a head.
  func patterns(_ name: String, layer: Int) throws -> [Matrix] { try heads("\(name).attentions.\(layer)") }

  func heads(_ name: String) throws -> [Matrix] {
    let tensor = try tensor(name)
    let tokens = tensor.shape[1]
    let heads = configuration.heads
    let stacked = StoredMatrix(bytes: tensor.bytes, rows: heads * tokens, columns: tokens, element: .float32)
    guard let stacked = stacked?.matrix() else { throw MissingReference(name: tensor.shape.description) }
    return (0..<heads).map { stacked.rows($0 * tokens..<($0 + 1) * tokens) }
  }

  /// Tokens × V.
  func logits(_ name: String) throws -> Matrix { try matrix("\(name).logits") }

  func vector(_ name: String) throws -> [Float]? {
    file.contains(name) ? try file.vector(name, count: configuration.hiddenSize) : nil
  }

  private func shape(_ name: String) throws -> [Int] { try tensor(name).shape }

  private func integers(_ name: String) throws -> [Int] {
    let bytes = try tensor(name).bytes.array
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
  }

  private func tensor(_ name: String) throws -> StoredTensor {
    guard let tensor = file.tensor(named: name) else { throw MissingReference(name: name) }
    return tensor
  }
}

struct MissingReference: Error { let name: String }

/// The largest absolute difference; infinite where the sizes differ or a number is NaN.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { largest, pair in
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}

func distance(_ a: Matrix, _ b: Matrix) -> Float {
  a.rows == b.rows && a.columns == b.columns ? distance(a.values, b.values) : .infinity
}

/// The largest difference of anything that two runs computed.
func distance(_ a: Activations, _ b: Activations) -> Float {
  let states = zip(a.hiddenStates, b.hiddenStates).map { distance($0, $1) }
  let patterns = zip(a.layers, b.layers).flatMap { layers in
    zip(layers.0.attention.pattern, layers.1.attention.pattern).map { distance($0, $1) }
  }
  return max(distance(a.pooled ?? [], b.pooled ?? []), states.max() ?? .infinity, patterns.max() ?? .infinity)
}
