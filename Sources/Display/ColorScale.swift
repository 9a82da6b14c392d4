#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// From a number to its place on a ``ColorRamp``.
public struct ColorScale: Equatable, Sendable {
  public enum Curve: Sendable {
    case linear
    /// For weights that sum to 1: most are small, and their square roots are easier to tell apart.
    case squareRoot
    /// Three decades: 1 is at the end, a thousandth of it and all below at the start.
    case logarithmic
  }

  public let ramp: ColorRamp
  /// The values at the ends. A diverging ramp is centred on 0 and reaches as far as the farther end.
  public let range: ClosedRange<Float>
  public let curve: Curve

  /// Attention weights.
  public static let weights = ColorScale(.sequential, 0...1, curve: .squareRoot)
  /// Cosines of vectors that mostly point the same way.
  public static let similarities = ColorScale(.sequential, 0...1)

  public init(_ ramp: ColorRamp, _ range: ClosedRange<Float>, curve: Curve = .linear) {
    self.ramp = ramp
    self.range = range
    self.curve = curve
  }

  /// 0 to 1 on a sequential ramp, -1 to 1 on a diverging one; values outside the range stay at its ends.
  public func position(of value: Float) -> Float {
    guard !value.isNaN else { return value }
    let raw: Float
    switch ramp {
    case .sequential:
      let span = range.upperBound - range.lowerBound
      raw = span > 0 ? (value - range.lowerBound) / span : 0
    case .diverging:
      raw = range.reach > 0 ? value / range.reach : 0
    }
    let clamped = min(max(raw, ramp == .sequential ? 0 : -1), 1)
    switch curve {
    case .linear: return clamped
    case .squareRoot: return clamped < 0 ? -(-clamped).squareRoot() : clamped.squareRoot()
    case .logarithmic: return clamped < 0 ? -threeDecades(-clamped) : threeDecades(clamped)
    }
  }

  /// The ramp from end to end with the values there: “0.00 ░░▒▒▓▓██ 1.00 (square-root scale)”.
  public func legend(_ palette: Palette, places: Int = 2) -> StyledText {
    let steps = palette.depth == .none ? 10 : 16
    let (low, high) = ramp == .sequential ? (Float(0), Float(1)) : (-1, 1)
    var line = StyledText(decimals(low < 0 ? -range.reach : range.lowerBound, places), palette.muted) + " "
    for step in 0..<steps {
      line += palette.block(low + (high - low) * Float(step) / Float(steps - 1), ramp, columns: 1)
    }
    line += " " + StyledText(decimals(low < 0 ? range.reach : range.upperBound, places), palette.muted)
    switch curve {
    case .linear: return line
    case .squareRoot: return line + StyledText(" (square-root scale)", palette.muted)
    case .logarithmic: return line + StyledText(" (log scale)", palette.muted)
    }
  }
}

/// From 0 at a thousandth to 1 at 1.
private func threeDecades(_ value: Float) -> Float { value > 0.001 ? 1 + log10(value) / 3 : 0 }

extension ClosedRange<Float> {
  fileprivate var reach: Float { Swift.max(lowerBound.magnitude, upperBound.magnitude) }
}
