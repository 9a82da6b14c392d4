import Tensors

/// How the vectors of a word's pieces become the word's vector.
public enum PieceChoice: String, CaseIterable, Hashable, Sendable {
  case mean
  /// The first piece's alone, the usual choice for tagging (Devlin et al. 2018, section 5.3).
  case first
  case last

  /// The positions that are read, of those of a word's pieces in order.
  public func positions(of pieces: [Int]) -> [Int] {
    switch self {
    case .mean: pieces
    case .first: Array(pieces.prefix(1))
    case .last: Array(pieces.suffix(1))
    }
  }
}

extension WordOccurrence {
  /// The word's vector in one hidden state, H components.
  public func vector(in hiddenState: Matrix, pieces: PieceChoice) -> [Float] {
    meanVector(pieces.positions(of: positions).map(hiddenState.row), count: hiddenState.columns)
  }
}
