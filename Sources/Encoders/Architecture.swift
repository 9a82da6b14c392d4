import Checkpoints

/// What one family's checkpoints are like: how its tensors are called, and the few things it does in its own
/// way. A new family of the same equations is one more value; other equations are another encoder.
struct Architecture: Sendable {
  /// Prefixes a checkpoint may put before every name: "bert." where a task model was saved.
  let prefixes: [String]
  let wordEmbeddings: String
  let positionEmbeddings: String
  /// Nil where there are no segments.
  let segmentEmbeddings: String?
  let embeddingNorm: String
  /// From embeddings to the hidden size; nil where they are as wide.
  var embeddingProjection: String?
  let layer: Layer
  /// Whether every layer has the same weights.
  var sharesLayer = false
  /// Nil where the family has no pooler.
  let pooler: String?
  let maskedWords: MaskedWords

  /// Names of the masked-word head, which no prefix precedes.
  struct MaskedWords: Sendable {
    let transform, norm: String
    /// Weight V × E, E the width of the embeddings; left out where it is the word embeddings (tied).
    let decoder: String
    /// The decoder's bias, by its whole name.
    let bias: String
  }

  /// Names within one layer; weight and bias of each follow as ".weight" and ".bias".
  struct Layer: Sendable {
    let prefix: @Sendable (_ index: Int) -> String
    let query, key, value, attentionOutput, attentionNorm: String
    let intermediate, output, outputNorm: String
  }

  static func of(_ type: ModelType) -> Architecture {
    switch type {
    case .bert:
      bertLike(
        prefix: "bert.",
        maskedWords: MaskedWords(
          transform: "cls.predictions.transform.dense", norm: "cls.predictions.transform.LayerNorm",
          decoder: "cls.predictions.decoder", bias: "cls.predictions.bias"))
    case .roberta, .xlmRoberta:
      bertLike(
        prefix: "roberta.",
        maskedWords: MaskedWords(
          transform: "lm_head.dense", norm: "lm_head.layer_norm", decoder: "lm_head.decoder",
          bias: "lm_head.bias"))
    case .distilbert: distilBERT
    case .albert: albert
    }
  }

  /// Devlin et al. 2018; RoBERTa (Liu et al. 2019) has the same names and counts positions otherwise.
  private static func bertLike(prefix: String, maskedWords: MaskedWords) -> Architecture {
    Architecture(
      prefixes: ["", prefix], wordEmbeddings: "embeddings.word_embeddings",
      positionEmbeddings: "embeddings.position_embeddings",
      segmentEmbeddings: "embeddings.token_type_embeddings",
      embeddingNorm: "embeddings.LayerNorm",
      layer: Layer(
        prefix: { "encoder.layer.\($0)." }, query: "attention.self.query", key: "attention.self.key",
        value: "attention.self.value", attentionOutput: "attention.output.dense",
        attentionNorm: "attention.output.LayerNorm", intermediate: "intermediate.dense",
        output: "output.dense",
        outputNorm: "output.LayerNorm"),
      pooler: "pooler.dense", maskedWords: maskedWords)
  }

  /// Sanh et al. 2019: BERT without segments and pooler, under other names.
  private static let distilBERT = Architecture(
    prefixes: ["", "distilbert."], wordEmbeddings: "embeddings.word_embeddings",
    positionEmbeddings: "embeddings.position_embeddings", segmentEmbeddings: nil,
    embeddingNorm: "embeddings.LayerNorm",
    layer: Layer(
      prefix: { "transformer.layer.\($0)." }, query: "attention.q_lin", key: "attention.k_lin",
      value: "attention.v_lin", attentionOutput: "attention.out_lin", attentionNorm: "sa_layer_norm",
      intermediate: "ffn.lin1", output: "ffn.lin2", outputNorm: "output_layer_norm"),
    pooler: nil,
    maskedWords: MaskedWords(
      transform: "vocab_transform", norm: "vocab_layer_norm", decoder: "vocab_projector",
      bias: "vocab_projector.bias"))

  /// Lan et al. 2020: embeddings narrower than the layers, and one layer's weights for all of them.
  private static let albert = Architecture(
    prefixes: ["", "albert."], wordEmbeddings: "embeddings.word_embeddings",
    positionEmbeddings: "embeddings.position_embeddings",
    segmentEmbeddings: "embeddings.token_type_embeddings",
    embeddingNorm: "embeddings.LayerNorm", embeddingProjection: "encoder.embedding_hidden_mapping_in",
    layer: Layer(
      prefix: { _ in "encoder.albert_layer_groups.0.albert_layers.0." }, query: "attention.query",
      key: "attention.key", value: "attention.value", attentionOutput: "attention.dense",
      attentionNorm: "attention.LayerNorm", intermediate: "ffn", output: "ffn_output",
      outputNorm: "full_layer_layer_norm"),
    sharesLayer: true, pooler: "pooler",
    maskedWords: MaskedWords(
      transform: "predictions.dense", norm: "predictions.LayerNorm", decoder: "predictions.decoder",
      bias: "predictions.bias"))
}
