import Checkpoints
import Tensors

/// One layer of the paper (Vaswani et al. 2017, with the norm after each sublayer):
///
///     Q | K | V = x·Wᵀ + b                        rows × 3H
///     pattern   = softmax(Q·Kᵀ / √(H / heads))    T × T a head
///     x         = LayerNorm(x + (pattern·V)·Wᵒ)   rows × H
///     x         = LayerNorm(x + gelu(x·W¹)·W²)    rows × H, rows × I between
struct EncoderLayer: Sendable {
  let queryKeyValue: Linear
  let attentionOutput: Linear
  private let attentionNorm: (gain: [Float], bias: [Float])
  private let intermediate: Linear
  private let output: Linear
  private let outputNorm: (gain: [Float], bias: [Float])
  let heads: Int
  private let activation: Activation
  private let epsilon: Float

  init(
    _ index: Int, _ tensors: NamedTensors, _ names: Architecture.Layer, _ configuration: ModelConfiguration,
    _ precision: Precision, on workers: Workers
  ) throws(CheckpointError) {
    let prefix = names.prefix(index)
    let (h, i) = (configuration.hiddenSize, configuration.intermediateSize)
    heads = configuration.heads
    activation = configuration.activation
    epsilon = configuration.layerNormEpsilon
    queryKeyValue = Linear(
      stacking: [
        try tensors.linear(prefix + names.query, inputs: h, outputs: h),
        try tensors.linear(prefix + names.key, inputs: h, outputs: h),
        try tensors.linear(prefix + names.value, inputs: h, outputs: h),
      ], precision: precision, on: workers)
    attentionOutput = Linear(
      stacking: [try tensors.linear(prefix + names.attentionOutput, inputs: h, outputs: h)],
      precision: precision,
      on: workers)
    attentionNorm = try tensors.norm(prefix + names.attentionNorm, count: h)
    intermediate = Linear(
      stacking: [try tensors.linear(prefix + names.intermediate, inputs: h, outputs: i)],
      precision: precision,
      on: workers)
    output = Linear(
      stacking: [try tensors.linear(prefix + names.output, inputs: i, outputs: h)], precision: precision,
      on: workers)
    outputNorm = try tensors.norm(prefix + names.outputNorm, count: h)
  }

  /// - Parameters:
  ///   - x: stacked rows × H.
  ///   - sentences, keys, silent: as `attend` takes them.
  func callAsFunction(
    _ x: Matrix, sentences: [Range<Int>], keys: [Int], silent: Set<Int> = [], on workers: Workers
  ) -> (output: Matrix, patterns: [[Matrix]]) {
    let projected = queryKeyValue(x, on: workers)  // rows × 3H
    // T × T each, and rows × H.
    let (patterns, context) = attend(
      projected, sentences: sentences, keys: keys, heads: heads, silent: silent, on: workers)
    let attended = layerNorm(
      attentionOutput(context, residual: x, on: workers), gain: attentionNorm.gain, bias: attentionNorm.bias,
      epsilon: epsilon, on: workers)  // rows × H
    let wide = intermediate(attended, activation: activation, on: workers)  // rows × I
    let result = layerNorm(
      output(wide, residual: attended, on: workers), gain: outputNorm.gain, bias: outputNorm.bias,
      epsilon: epsilon, on: workers)  // rows × H
    return (result, patterns)
  }
}
