/// The same numbers in every run (SplitMix64, Steele et al. 2014).
struct RandomNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Numbers from −size to size.
  mutating func floats(_ count: Int, size: Float = 1) -> [Float] {
    (0..<count).map { _ in (Float(next() >> 40) / 0x1p23 - 1) * size }
  }
}
