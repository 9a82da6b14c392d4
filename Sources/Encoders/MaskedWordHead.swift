import Checkpoints
import Tensors

/// What BERT was trained to do (Devlin et al. 2018, section 3.1): a score for every word of the vocabulary at
/// every position.
///
///     logits = LayerNorm(gelu(h·Wᵀ + b))·Dᵀ + c        T × V
///
/// D is the word embeddings (V × E) where no other decoder is stored; E is H but in ALBERT.
public struct MaskedWordHead: Sendable {
  private let transform: Linear
  private let norm: (gain: [Float], bias: [Float])
  private let decoder: Linear
  private let activation: Activation
  private let epsilon: Float
  private let workers: Workers

  /// Whether a checkpoint has such a head; only names are looked at.
  public static func isStored(in tensors: any TensorSource, of type: ModelType) -> Bool {
    tensors.contains(Architecture.of(type).maskedWords.transform + ".weight")
  }

  /// Nil where the checkpoint has no such head.
  init?(
    _ tensors: NamedTensors, _ architecture: Architecture, _ configuration: ModelConfiguration,
    on workers: Workers
  ) throws(CheckpointError) {
    let names = architecture.maskedWords
    let head = tensors.withoutPrefix
    guard head.hasLinear(names.transform) else { return nil }
    let (h, e, v) = (configuration.hiddenSize, configuration.embeddingSize, configuration.vocabularySize)
    transform = Linear(stacking: [try head.linear(names.transform, inputs: h, outputs: e)], on: workers)
    norm = try head.norm(names.norm, count: e)
    let weights =
      head.hasLinear(names.decoder)
      ? try head.table(names.decoder, rows: v, columns: e)
      : try tensors.table(architecture.wordEmbeddings, rows: v, columns: e)
    // One vector under two names; not every checkpoint has both.
    let bias = head.hasVector(names.bias) ? names.bias : names.decoder + ".bias"
    decoder = Linear(weight: weights, bias: try head.vector(bias, count: v), on: workers)
    activation = configuration.activation
    epsilon = configuration.layerNormEpsilon
    self.workers = workers
  }

  /// - Parameter state: the last hidden state, T × H.
  /// - Returns: logits, T × V.
  public func callAsFunction(_ state: Matrix) -> Matrix {
    let transformed = transform(state, activation: activation, on: workers)  // T × E
    let normed = layerNorm(transformed, gain: norm.gain, bias: norm.bias, epsilon: epsilon, on: workers)
    return decoder(normed, on: workers)  // T × V
  }
}
