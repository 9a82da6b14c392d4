import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The architectures that Talpa computes, by the name config.json gives them.
public enum ModelType: String, CaseIterable, Sendable {
  case bert
  case roberta
  case xlmRoberta = "xlm-roberta"
  case distilbert
}

/// What config.json says about a model, each figure within what a model can have.
public struct ModelConfiguration: Equatable, Sendable {
  public let type: ModelType
  public let vocabularySize: Int
  public let hiddenSize: Int
  public let layers: Int
  public let heads: Int
  public let intermediateSize: Int
  public let activation: Activation
  /// Rows of the position table.
  public let positions: Int
  /// Rows of the segment table (type_vocab_size); 0 where the architecture has none.
  public let segments: Int
  public let layerNormEpsilon: Float
  public let paddingID: Int

  /// RoBERTa counts positions from padding_idx + 1: of its 514, 512 are used.
  public var firstPosition: Int {
    switch type {
    case .bert, .distilbert: 0
    case .roberta, .xlmRoberta: paddingID + 1
    }
  }

  /// The longest input in tokens.
  public var maxTokens: Int { positions - firstPosition }

  public var headSize: Int { hiddenSize / heads }

  /// "BERT 6 layers × 12 heads × 384".
  public var shape: String {
    "\(type.name) \(layers) layers × \(heads) heads × \(hiddenSize)"
  }

  public init(path: String) throws(CheckpointError) {
    let raw = try readJSON(Raw.self, path: path, limit: 1 << 20, purpose: "it says what the model is")
    guard let name = raw.modelType else { throw .missingKey(path: path, key: "model_type") }
    guard let type = ModelType(rawValue: name) else { throw .unsupportedModelType(path: path, type: name) }
    self.type = type
    if let kind = raw.positionEmbeddingType, kind != "absolute" {
      throw .badValue(
        path: path, key: "position_embedding_type", value: "\"\(kind)\"", expected: "\"absolute\"")
    }
    let check = Check(path: path)
    vocabularySize = try check("vocab_size", raw.vocabularySize, 1...10_000_000)
    positions = try check("max_position_embeddings", raw.positions, 1...1_000_000)
    paddingID = try check(
      "pad_token_id", raw.paddingID ?? (type == .bert || type == .distilbert ? 0 : 1), 0...vocabularySize - 1)
    if type == .distilbert {
      hiddenSize = try check("dim", raw.dim, 1...65_536)
      layers = try check("n_layers", raw.distilLayers, 1...1_000)
      heads = try check("n_heads", raw.distilHeads, 1...hiddenSize)
      intermediateSize = try check("hidden_dim", raw.hiddenDim, 1...1_000_000)
      activation = try check.activation("activation", raw.distilActivation ?? "gelu")
      segments = 0
    } else {
      hiddenSize = try check("hidden_size", raw.hiddenSize, 1...65_536)
      layers = try check("num_hidden_layers", raw.layers, 1...1_000)
      heads = try check("num_attention_heads", raw.heads, 1...hiddenSize)
      intermediateSize = try check("intermediate_size", raw.intermediateSize, 1...1_000_000)
      activation = try check.activation("hidden_act", raw.activation ?? "gelu")
      segments = try check("type_vocab_size", raw.segments ?? 2, 1...1_000)
    }
    guard hiddenSize % heads == 0 else {
      throw .badValue(
        path: path, key: type == .distilbert ? "n_heads" : "num_attention_heads", value: "\(heads)",
        expected: "a divisor of the hidden size, \(hiddenSize)")
    }
    let epsilon = raw.layerNormEpsilon ?? (type == .bert || type == .distilbert ? 1e-12 : 1e-5)
    guard epsilon > 0, epsilon < 1 else {
      throw .badValue(
        path: path, key: "layer_norm_eps", value: "\(epsilon)", expected: "a small number above 0")
    }
    layerNormEpsilon = Float(epsilon)
    guard positions > firstPosition else {
      throw .badValue(
        path: path, key: "max_position_embeddings", value: "\(positions)",
        expected: "more than the \(firstPosition) positions that are never used")
    }
  }

  /// Values of config.json in the names of Hugging Face's configurations.
  private struct Raw: Decodable {
    let modelType: String?, positionEmbeddingType: String?, activation: String?, distilActivation: String?
    let vocabularySize: Int?, hiddenSize: Int?, layers: Int?, heads: Int?, intermediateSize: Int?
    let positions: Int?, segments: Int?, paddingID: Int?
    let layerNormEpsilon: Double?
    let dim: Int?, distilLayers: Int?, distilHeads: Int?, hiddenDim: Int?

    enum CodingKeys: String, CodingKey {
      case modelType = "model_type"
      case positionEmbeddingType = "position_embedding_type"
      case activation = "hidden_act"
      case distilActivation = "activation"
      case vocabularySize = "vocab_size"
      case hiddenSize = "hidden_size"
      case layers = "num_hidden_layers"
      case heads = "num_attention_heads"
      case intermediateSize = "intermediate_size"
      case positions = "max_position_embeddings"
      case segments = "type_vocab_size"
      case paddingID = "pad_token_id"
      case layerNormEpsilon = "layer_norm_eps"
      case dim
      case distilLayers = "n_layers"
      case distilHeads = "n_heads"
      case hiddenDim = "hidden_dim"
    }
  }

  private struct Check {
    let path: String

    func callAsFunction(_ key: String, _ value: Int?, _ range: ClosedRange<Int>) throws(CheckpointError)
      -> Int
    {
      guard let value else { throw .missingKey(path: path, key: key) }
      guard range.contains(value) else {
        throw .badValue(
          path: path, key: key, value: "\(value)",
          expected: "a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }

    func activation(_ key: String, _ name: String) throws(CheckpointError) -> Activation {
      switch name {
      case "gelu": return .gelu
      case "gelu_new", "gelu_pytorch_tanh", "gelu_fast": return .geluTanh
      case "relu": return .relu
      case "silu", "swish": return .silu
      default:
        throw .badValue(
          path: path, key: key, value: "\"\(name)\"",
          expected: "gelu, gelu_new, gelu_pytorch_tanh, gelu_fast, relu, silu or swish")
      }
    }
  }
}

extension ModelType {
  /// As people write it.
  public var name: String {
    switch self {
    case .bert: "BERT"
    case .roberta: "RoBERTa"
    case .xlmRoberta: "XLM-RoBERTa"
    case .distilbert: "DistilBERT"
    }
  }
}

/// A small JSON file of a model.
func readJSON<Value: Decodable>(
  _: Value.Type, path: String, limit: Int, purpose: String
) throws(CheckpointError) -> Value {
  let file: MappedFile
  do { file = try MappedFile(path: path) } catch {
    throw error.isNotFound ? .missingFile(path: path, purpose: purpose) : .unreadable(error)
  }
  guard file.count <= limit else { throw .fileTooLarge(path: path, bytes: file.count, limit: limit) }
  do { return try JSONDecoder().decode(Value.self, from: Data(file.bytes(0..<file.count).array)) } catch {
    throw .badJSON(path: path, reason: "it " + jsonComplaint(error))
  }
}
