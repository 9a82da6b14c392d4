@testable import Analysis

/// Vectors to compare quick ways with plain ones: the same at every run.
enum RandomVectors {
  /// `count` vectors around each of some directions of their own, or anywhere.
  static func of(count: Int, width: Int, groups: Int = 1, spread: Float = 1, seed: UInt64 = 1) -> (
    vectors: [[Float]], groups: [Int]
  ) {
    var random = SplitMix64(state: seed)
    func number() -> Float { Float(random.next() >> 40) / 0x1p23 - 1 }
    let centers = (0..<groups).map { _ in (0..<width).map { _ in number() } }
    let labels = (0..<count).map { $0 % groups }
    return (labels.map { label in centers[label].map { $0 + spread * number() } }, labels)
  }
}

/// The cosine, in Double from the definition.
func plainCosine(_ a: [Float], _ b: [Float]) -> Double {
  let product = zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  let lengths = (squaredLength(a) * squaredLength(b)).squareRoot()
  return lengths > 0 ? product / lengths : 0
}
