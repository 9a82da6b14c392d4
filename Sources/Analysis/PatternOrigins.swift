import Encoders
import Tensors

/// What stands behind one layer's patterns, computed when it is asked for. Layers count from 0.
public struct PatternOrigins {
  /// One T × T matrix a head: Q·Kᵀ / √d, before softmax.
  public let scores: (_ layer: Int) -> [Matrix]
  /// Heads × T: the length of what each token adds through each head.
  public let valueNorms: (_ layer: Int) -> Matrix

  public init(scores: @escaping (Int) -> [Matrix], valueNorms: @escaping (Int) -> Matrix) {
    self.scores = scores
    self.valueNorms = valueNorms
  }

  /// Of activations that `encoder` made.
  public init(of activations: Activations, by encoder: Encoder) {
    // Only activations of another model fail: there is nothing to show of them.
    let tokens = activations.encoding.tokens.count
    let heads = encoder.configuration.heads
    self.init(
      scores: { layer in
        (try? encoder.attentionScores(layer: layer, of: activations))
          ?? Array(repeating: Matrix(rows: tokens, columns: tokens), count: heads)
      },
      valueNorms: { layer in
        (try? encoder.valueNorms(layer: layer, of: activations)) ?? Matrix(rows: heads, columns: tokens)
      })
  }
}
