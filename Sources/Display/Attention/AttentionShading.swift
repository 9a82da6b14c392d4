/// How weights become colours.
public enum AttentionShading: String, CaseIterable, Sendable {
  case sqrt, linear, log
  /// Linear, each row from 0 to its own largest.
  case row

  var curve: ColorScale.Curve {
    switch self {
    case .sqrt: .squareRoot
    case .linear, .row: .linear
    case .log: .logarithmic
    }
  }

  var name: String {
    switch self {
    case .sqrt: "square root"
    case .linear: "linear"
    case .log: "log"
    case .row: "each row by itself"
    }
  }
}
