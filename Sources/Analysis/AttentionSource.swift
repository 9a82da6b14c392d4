import Encoders

/// Which attention is looked at.
public enum AttentionSource: Hashable, Sendable {
  case head(HeadIndex)
  /// The mean over one layer's heads.
  case layer(Int)
  /// The mean over all heads of all layers.
  case all
  /// What has flowed from the tokens to each place by the end of a layer: `Rollout`.
  case rollout(through: Int)
}

/// What a number between a query and a key is.
public enum AttentionQuantity: String, Hashable, Sendable, CaseIterable {
  /// The pattern: rows sum to 1.
  case weights
  /// The weight times the length of what it weighs (Kobayashi et al. 2020).
  case norms
  /// Q·Kᵀ / √d, before softmax.
  case scores
}
