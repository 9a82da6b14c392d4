import Tensors

/// Attention rollout (Abnar and Zuidema 2020, "Quantifying Attention Flow in Transformers"): how much of each
/// token has reached each place by the end of a layer, were attention all that mixes.
///
///     Ã = ½·mean over heads + ½·I          the half is the residual connection
///     R(l) = Ã(l) · R(l - 1), R(-1) = I    rows sum to 1
struct Rollout {
  /// x ↦ x · mean over heads, one a layer: packed once for all rows.
  private let layers: [Linear]
  private let workers: Workers

  /// - Parameter patterns: one T × T matrix a head, of every layer.
  init(of patterns: [[Matrix]], on workers: Workers) {
    layers = patterns.compactMap { heads in
      mean(of: heads, on: workers).map { Linear(multiplyingBy: $0, on: workers) }
    }
    self.workers = workers
  }

  /// Some rows of R(layer): computed from the left, rows by matrix, so that nobody pays for rows that are not
  /// looked at.
  func rows(_ queries: Range<Int>, through layer: Int) -> Matrix {
    var rows = Matrix(rows: queries.count, columns: layers[layer].outputs)
    for (index, query) in queries.enumerated() { rows[index, query] = 1 }
    for attend in layers[...layer].reversed() {
      let attended = attend(rows, on: workers)
      for index in 0..<rows.rows { rows.setRow(index, Rollout.halfway(rows.row(index), attended.row(index))) }
    }
    return rows
  }

  /// The mean of two rows as shares of 1. A row of zeros (every head switched off) leaves the tokens where they
  /// are.
  private static func halfway(_ stayed: [Float], _ attended: [Float]) -> [Float] {
    let sum = zip(stayed, attended).map { $0 + $1 }
    let total = sum.reduce(0, +)
    return total > 0 ? sum.map { $0 / total } : stayed
  }
}
