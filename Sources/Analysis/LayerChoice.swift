import Encoders
import Tensors

/// Which hidden states a vector is read from. Index 0 is the embedding output, L the last layer's output.
public enum LayerChoice: Hashable, Sendable {
  case last
  case index(Int)
  /// The sum of the last four hidden states (Devlin et al. 2018, section 5.3).
  case sumOfLastFour

  /// - Returns: T × H, one row a token.
  /// - Throws: `AnalysisError.noSuchLayer`, `.tooFewLayers`.
  public func hiddenState(of activations: Activations) throws(AnalysisError) -> Matrix {
    let states = activations.hiddenStates
    switch self {
    case .last:
      return states[states.count - 1]
    case .index(let index):
      guard states.indices.contains(index) else {
        throw .noSuchLayer(index, last: states.count - 1)
      }
      return states[index]
    case .sumOfLastFour:
      guard states.count > 4 else { throw .tooFewLayers(states.count - 1, needed: 4) }
      var sum = states[states.count - 4]
      for state in states.suffix(3) {
        for row in 0..<sum.rows {
          for column in 0..<sum.columns { sum[row, column] += state[row, column] }
        }
      }
      return sum
    }
  }
}

extension LayerChoice: CustomStringConvertible {
  public var description: String {
    switch self {
    case .last: "last"
    case .index(let index): "\(index)"
    case .sumOfLastFour: "last4"
    }
  }

  /// Reads what `description` writes.
  public init?(_ text: String) {
    switch text {
    case "last": self = .last
    case "last4": self = .sumOfLastFour
    default:
      guard let index = Int(text), index >= 0 else { return nil }
      self = .index(index)
    }
  }
}
