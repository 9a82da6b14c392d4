import Encoders
import Tensors

/// Which hidden states a vector is read from. Index 0 is the embedding output, L the last layer's output.
public enum LayerChoice: Hashable, Sendable {
  case last
  case index(Int)
  /// The last four hidden states made one (Devlin et al. 2018, section 5.3).
  case sumOfLastFour, meanOfLastFour
  /// Side by side: vectors of 4H numbers.
  case concatenationOfLastFour

  /// - Returns: T × H (T × 4H side by side), one row a token.
  /// - Throws: `AnalysisError.noSuchLayer`, `.tooFewLayers`.
  public func hiddenState(of activations: Activations) throws(AnalysisError) -> Matrix {
    let states = activations.hiddenStates
    let layers = try layers(of: states.count)
    guard layers.count > 1 else { return states[layers.lowerBound] }
    let (rows, columns) = (states[0].rows, states[0].columns)
    var result = Matrix(
      rows: rows, columns: self == .concatenationOfLastFour ? layers.count * columns : columns)
    for row in 0..<rows { result.setRow(row, combined(states[layers].map { $0.row(row) })) }
    return result
  }

  /// One vector of those that a token, or a word, has in every hidden state.
  /// - Throws: `AnalysisError.noSuchLayer`, `.tooFewLayers`.
  public func vector(of states: [[Float]]) throws(AnalysisError) -> [Float] {
    combined(Array(states[try layers(of: states.count)]))
  }

  /// The hidden states that are read, of `count`.
  private func layers(of count: Int) throws(AnalysisError) -> Range<Int> {
    switch self {
    case .last, .index:
      let index = if case .index(let index) = self { index } else { max(count - 1, 0) }
      guard (0..<count).contains(index) else { throw .noSuchLayer(index, last: count - 1) }
      return index..<index + 1
    case .sumOfLastFour, .meanOfLastFour, .concatenationOfLastFour:
      // Hidden state 0, the embedding output, is no layer's.
      guard count > 4 else { throw .tooFewLayers(count - 1, needed: 4) }
      return count - 4..<count
    }
  }

  private func combined(_ vectors: [[Float]]) -> [Float] {
    switch self {
    case .last, .index: vectors[0]
    case .meanOfLastFour: meanVector(vectors, count: vectors[0].count)
    case .concatenationOfLastFour: vectors.flatMap { $0 }
    case .sumOfLastFour:
      vectors.dropFirst().reduce(into: vectors[0]) { sum, vector in
        for i in sum.indices { sum[i] += vector[i] }
      }
    }
  }
}

extension LayerChoice: CustomStringConvertible {
  public var description: String {
    switch self {
    case .last: "last"
    case .index(let index): "\(index)"
    case .sumOfLastFour: "last4"
    case .meanOfLastFour: "last4-mean"
    case .concatenationOfLastFour: "last4-concat"
    }
  }

  /// Reads what `description` writes.
  public init?(_ text: String) {
    switch text {
    case "last": self = .last
    case "last4": self = .sumOfLastFour
    case "last4-mean": self = .meanOfLastFour
    case "last4-concat": self = .concatenationOfLastFour
    default:
      guard let index = Int(text), index >= 0 else { return nil }
      self = .index(index)
    }
  }
}
