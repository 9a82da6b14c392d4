import Encoders
import Tensors

/// What became different when heads were switched off.
public struct AblationEffect: Sendable {
  public struct Layer: Sendable {
    /// Σ|Δ weight| / 2, mean over heads and rows: the share of attention that went elsewhere, 0 to 1.
    public let movedAttention: Float
    /// Cosine of the layer's output with the untouched one, mean over tokens.
    public let similarity: Float
  }

  /// One a layer, from the first.
  public let layers: [Layer]
  /// Cosine of the last layer's [CLS] vector with the untouched one.
  public let classifierSimilarity: Float

  /// - Parameters: two runs of one encoding by one model.
  public init(from untouched: Activations, to changed: Activations) {
    layers = zip(untouched.layers, changed.layers).enumerated().map { index, pair in
      let (before, after) = (untouched.hiddenStates[index + 1], changed.hiddenStates[index + 1])
      let cosines = (0..<before.rows).map { cosine(before.row($0), after.row($0)) }
      return Layer(
        movedAttention: AblationEffect.moved(pair.0.attention.pattern, pair.1.attention.pattern),
        similarity: cosines.reduce(0, +) / Float(max(1, cosines.count)))
    }
    let last = layers.count
    classifierSimilarity = cosine(untouched.hiddenStates[last].row(0), changed.hiddenStates[last].row(0))
  }

  private static func moved(_ before: [Matrix], _ after: [Matrix]) -> Float {
    var sum: Float = 0
    var rows = 0
    for (before, after) in zip(before, after) {
      for row in 0..<before.rows {
        for (old, new) in zip(before.row(row), after.row(row)) { sum += (old - new).magnitude }
        rows += 1
      }
    }
    return rows > 0 ? sum / (2 * Float(rows)) : 0
  }
}
