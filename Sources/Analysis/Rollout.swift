import Tensors

/// Attention rollout (Abnar and Zuidema 2020, "Quantifying Attention Flow in Transformers"): how much of each
/// token has reached each place by the end of a layer, were attention all that mixes.
///
///     Ã = ½·mean over heads + ½·I          the half is the residual connection
///     R(l) = Ã(l) · R(l - 1), R(0) = Ã(0)  rows sum to 1
struct Rollout {
  /// Mean over heads, T × T, one a layer.
  let means: [Matrix]

  /// One row of R(through): computed from the left, vector by matrix, so that a row costs T² a layer and nobody
  /// pays for rows that are not looked at.
  func row(_ query: Int, through layer: Int) -> [Float] {
    var row = [Float](repeating: 0, count: means[layer].columns)
    row[query] = 1
    for mean in means[...layer].reversed() {
      // A row of zeros (padding, or every head switched off) leaves the token where it is.
      let attended = weightedSum(ofRows: mean, weights: row)
      for index in row.indices { row[index] = (row[index] + attended[index]) / 2 }
      let sum = row.reduce(0, +)
      if sum > 0 { for index in row.indices { row[index] /= sum } }
    }
    return row
  }
}
