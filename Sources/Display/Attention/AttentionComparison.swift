/// What the difference view compares.
public enum AttentionComparison: String, CaseIterable, Sendable {
  /// Two heads of one sentence.
  case heads
  /// Two layers, their means over heads.
  case layers
  /// The words that two sentences share, in one head.
  case sentences
  /// One head before and after heads were switched off.
  case ablation
}
