import Checkpoints
import Tensors
import Tokenization

/// A transformer encoder with its weights: token ids in, every hidden state and every attention out.
public struct Encoder: Sendable {
  public let configuration: ModelConfiguration
  private let embeddings: Embeddings
  let layers: [EncoderLayer]
  private let pooler: Linear?
  /// The threads it computes on; others may use them between its runs.
  public let workers: Workers
  private let tensors: NamedTensors

  /// Reads the weights of a model directory and packs them for the kernels.
  public init(_ model: ModelDirectory, precision: Precision = .f32, workers: Workers) throws(CheckpointError)
  {
    try self.init(
      configuration: model.configuration, tensors: try model.tensors(), precision: precision, workers: workers
    )
  }

  /// - Parameter precision: of the layers' linear maps, where the time goes; embeddings, attention, norms, pooler
  ///   and heads are always float32.
  /// - Throws: what is missing, of another shape, or not finite, by its tensor's name.
  public init(
    configuration: ModelConfiguration, tensors source: any TensorSource, precision: Precision = .f32,
    workers: Workers
  ) throws(CheckpointError) {
    let architecture = Architecture.of(configuration.type)
    let tensors = NamedTensors(source, architecture)
    self.configuration = configuration
    self.workers = workers
    self.tensors = tensors
    embeddings = try Embeddings(tensors, architecture, configuration, on: workers)
    var layers: [EncoderLayer] = []
    for index in 0..<(architecture.sharesLayer ? 1 : configuration.layers) {
      layers.append(
        try EncoderLayer(index, tensors, architecture.layer, configuration, precision, on: workers))
    }
    // The same packed weights, not copies of them.
    while let first = layers.first, layers.count < configuration.layers { layers.append(first) }
    self.layers = layers
    if let name = architecture.pooler, tensors.hasLinear(name) {
      let width = configuration.hiddenSize
      pooler = Linear(stacking: [try tensors.linear(name, inputs: width, outputs: width)], on: workers)
    } else {
      pooler = nil
    }
  }

  /// Everything about one input.
  public func encode(_ encoding: Encoding, interventions: [Intervention] = []) throws -> Activations {
    try encode([encoding], interventions: interventions)[0]
  }

  /// Many inputs at once, their rows stacked: no multiplication is spent on padding that nobody asked for,
  /// and each gets the numbers it gets alone.
  ///
  /// - Parameters:
  ///   - interventions: changes to make inside; they hold for every input.
  ///   - beforeLayer: called with each layer's index before it is computed; what it throws ends the work.
  /// - Throws: `EncoderError`, and what `beforeLayer` throws.
  public func encode(
    _ batch: [Encoding], interventions: [Intervention] = [], beforeLayer: (Int) throws -> Void = { _ in }
  ) throws -> [Activations] {
    guard !batch.isEmpty else { return [] }
    try check(interventions)
    var sentences: [Range<Int>] = []
    for encoding in batch {
      let start = sentences.last?.upperBound ?? 0
      sentences.append(start..<start + encoding.tokens.count)
    }
    let x = try embeddings(batch, on: workers)  // stacked rows × H
    let keys = batch.map { encoding in encoding.mask.count { $0 == 1 } }

    var states = [x]
    var patterns: [[[Matrix]]] = []  // [layer][sentence][head]
    for (index, layer) in layers.enumerated() {
      try beforeLayer(index)
      let (output, attention) = layer(
        states[index], sentences: sentences, keys: keys, silent: interventions.silentHeads(ofLayer: index),
        on: workers)
      states.append(output)
      patterns.append(attention)
    }
    return batch.indices.map { sentence in
      let rows = sentences[sentence]
      return Activations(
        encoding: batch[sentence], hiddenStates: states.map { $0.rows(rows) },
        layers: patterns.map { LayerActivations(attention: Attention(pattern: $0[sentence])) },
        pooled: pooled(states[layers.count].rows(rows.lowerBound..<rows.lowerBound + 1)))
    }
  }

  private func check(_ interventions: [Intervention]) throws(EncoderError) {
    for case .ablate(let index) in interventions {
      guard layers.indices.contains(index.layer), (0..<configuration.heads).contains(index.head) else {
        throw .noSuchHead(index, layers: layers.count, heads: configuration.heads)
      }
    }
  }

  /// tanh(W·h[CLS] + b).
  private func pooled(_ first: Matrix) -> [Float]? {
    pooler.map { tanh($0(first, on: workers).row(0)) }
  }

  /// The word embedding of a token id, H numbers (projected, where the table is narrower): what a context-free model would say.
  public func staticVector(id: Int) throws -> [Float] { try staticVectors(ids: id..<id + 1).row(0) }

  /// Those of several ids: ids × H. They are widened from what is stored: ask for some hundred at a time.
  /// - Throws: `EncoderError.unknownID`.
  public func staticVectors(ids: Range<Int>) throws -> Matrix {
    try embeddings.staticVectors(ids: ids, on: workers)
  }

  /// The masked-word head; nil where the checkpoint has none. Its weights are packed anew at each call: keep
  /// it.
  public func maskedWordHead() throws -> MaskedWordHead? {
    try MaskedWordHead(tensors, Architecture.of(configuration.type), configuration, on: workers)
  }
}
