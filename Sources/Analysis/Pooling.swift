import Encoders
import Tensors
import Tokenization

/// How a sentence's token vectors become one vector.
public enum Pooling: String, CaseIterable, Hashable, Sendable {
  /// The mean over the tokens that attention_mask keeps, [CLS] and [SEP] among them (sentence-transformers'
  /// mean).
  case mean
  /// The first token's vector.
  case cls
  /// The largest value of each component over the tokens that attention_mask keeps.
  case max
  /// tanh(W·h[CLS] + b), BERT's "pooled output": what a classifier head reads, not a similarity vector.
  case pooler
  /// No pooling: one vector a token.
  case none

  /// One vector of H components.
  /// - Throws: `AnalysisError.noPooler` where the model has none; `.poolerReadsLastLayer` where another layer
  ///   is asked for; `.notOneVector` for `.none`.
  public func vector(of activations: Activations, layer: LayerChoice = .last) throws(AnalysisError) -> [Float]
  {
    switch self {
    case .none:
      throw .notOneVector
    case .pooler:
      guard layer == .last || layer == .index(activations.hiddenStates.count - 1) else {
        throw .poolerReadsLastLayer(layer)
      }
      guard let pooled = activations.pooled else { throw .noPooler }
      return pooled
    case .cls:
      return try layer.hiddenState(of: activations).row(0)
    case .mean, .max:
      let states = try layer.hiddenState(of: activations)
      let kept = activations.encoding.mask.indices.filter { activations.encoding.mask[$0] == 1 }.map(
        states.row)
      return self == .mean ? meanVector(kept, count: states.columns) : largest(kept, count: states.columns)
    }
  }
}

private func largest(_ vectors: [[Float]], count: Int) -> [Float] {
  guard var result = vectors.first else { return [Float](repeating: 0, count: count) }
  for vector in vectors.dropFirst() {
    for i in result.indices { result[i] = Swift.max(result[i], vector[i]) }
  }
  return result
}

/// The component-wise mean; zeros of length `count` when there are no vectors.
public func meanVector(_ vectors: [[Float]], count: Int) -> [Float] {
  var sum = [Float](repeating: 0, count: count)
  guard !vectors.isEmpty else { return sum }
  for vector in vectors {
    for i in sum.indices { sum[i] += vector[i] }
  }
  let scale = 1 / Float(vectors.count)
  for i in sum.indices { sum[i] *= scale }
  return sum
}

/// √Σx², the Euclidean length.
public func norm(_ vector: [Float]) -> Float { dot(vector, vector).squareRoot() }

/// The vector scaled to length 1; a zero vector stays zero.
public func normalized(_ vector: [Float]) -> [Float] {
  let length = norm(vector)
  return length > 0 ? vector.map { $0 / length } : vector
}
