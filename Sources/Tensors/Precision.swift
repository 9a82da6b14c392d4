/// What a map's weights are computed in.
public enum Precision: String, CaseIterable, Sendable {
  /// Float, from weights as they are stored.
  case f32
  /// Signed bytes with a scale for each output; each row of the input becomes unsigned bytes as it comes. Sums are
  /// exact; what is lost is in the rounding to bytes. About 0.999 of cosine similarity to float32 (docs/numerics.md).
  case int8
}
