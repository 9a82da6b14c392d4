import Tensors

/// What config.json says about a model, each figure within what a model can have.
public struct ModelConfiguration: Equatable, Sendable {
  public let type: ModelType
  public let vocabularySize: Int
  public let hiddenSize: Int
  /// Columns of the embedding tables. ALBERT's are narrower than its layers; elsewhere it is the hidden size.
  public let embeddingSize: Int
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
    case .bert, .distilbert, .albert: 0
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
    if raw.isDecoder == true {
      throw .badValue(
        path: path, key: "is_decoder", value: "true", expected: "false: Talpa computes encoders")
    }
    let check = Check(path: path)
    vocabularySize = try check("vocab_size", raw.vocabularySize, 1...10_000_000)
    positions = try check("max_position_embeddings", raw.positions, 1...1_000_000)
    let usualPadding = type == .roberta || type == .xlmRoberta ? 1 : 0
    paddingID = try check("pad_token_id", raw.paddingID ?? usualPadding, 0...vocabularySize - 1)
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
      let usual = type == .albert ? "gelu_new" : "gelu"
      activation = try check.activation("hidden_act", raw.activation ?? usual)
      segments = try check("type_vocab_size", raw.segments ?? 2, 1...1_000)
    }
    if type == .albert {
      embeddingSize = try check("embedding_size", raw.embeddingSize, 1...65_536)
      try check.one("num_hidden_groups", raw.layerGroups)
      try check.one("inner_group_num", raw.layersOfGroup)
    } else {
      embeddingSize = hiddenSize
    }
    guard hiddenSize % heads == 0 else {
      throw .badValue(
        path: path, key: type == .distilbert ? "n_heads" : "num_attention_heads", value: "\(heads)",
        expected: "a divisor of the hidden size, \(hiddenSize)")
    }
    let usualEpsilon = type == .roberta || type == .xlmRoberta ? 1e-5 : 1e-12
    let epsilon = raw.layerNormEpsilon ?? usualEpsilon
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
    let isDecoder: Bool?
    let embeddingSize: Int?, layerGroups: Int?, layersOfGroup: Int?
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
      case embeddingSize = "embedding_size"
      case layerGroups = "num_hidden_groups"
      case layersOfGroup = "inner_group_num"
      case dim
      case distilLayers = "n_layers"
      case distilHeads = "n_heads"
      case hiddenDim = "hidden_dim"
      case isDecoder = "is_decoder"
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

    /// ALBERT may keep several layers in turn; no published model does.
    func one(_ key: String, _ value: Int?) throws(CheckpointError) {
      guard let value, value != 1 else { return }
      throw .badValue(
        path: path, key: key, value: "\(value)", expected: "1: one layer that is used again and again")
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
