/// Vectors on a plane: their coordinates along the directions in which they differ most (Pearson 1901).
///
/// The directions are eigenvectors of the covariance, found by subspace iteration (Rutishauser 1970) from a
/// fixed start, so that one input always gives one picture. Of n vectors of H numbers the smaller of XᵀX
/// (H × H) and XXᵀ (n × n) is iterated: their eigenvalues are the same but for zeros.
public struct PrincipalComponents: Equatable, Sendable {
  /// n × count: where each vector lies, relative to their mean.
  public let coordinates: [[Double]]
  /// count × H directions of length 1, the most important first. The entry of largest magnitude is positive;
  /// a direction along which nothing differs is zero.
  public let loadings: [[Double]]
  /// The share of the variance along each direction, 0 to 1.
  public let explainedVariance: [Double]

  public init(_ vectors: [[Float]], count: Int = 2) {
    let width = vectors.first?.count ?? 0
    let mean = center(of: vectors, count: width)
    let x = vectors.map { vector in vector.indices.map { Double(vector[$0]) - Double(mean[$0]) } }  // n × H
    let total = x.reduce(0) { $0 + squaredLength($1) }

    let usesGram = vectors.count < width
    let symmetric = usesGram ? dotProducts(of: x) : dotProducts(of: transposed(x, width: width))
    let eigen = leadingEigenvectors(of: symmetric, count: count)

    var (loadings, explained): ([[Double]], [Double]) = ([], [])
    for index in 0..<count {
      let isFound = index < eigen.count && eigen[index].value > total * 1e-12
      let vector = isFound ? eigen[index].vector : []
      // An eigenvector u of XXᵀ belongs to the eigenvector Xᵀu of XᵀX.
      let direction = usesGram ? combination(of: x, by: vector) : vector
      loadings.append(isFound ? withPositivePeak(direction) : Array(repeating: 0, count: width))
      explained.append(isFound ? eigen[index].value / total : 0)
    }
    self.loadings = loadings
    explainedVariance = explained
    coordinates = x.map { row in loadings.map { dotProduct(row, $0) } }
  }
}

/// The direction with length 1, and the sign that makes its entry of largest magnitude positive.
private func withPositivePeak(_ direction: [Double]) -> [Double] {
  let peak = direction.max { abs($0) < abs($1) } ?? 1
  let scale = (peak < 0 ? -1 : 1) / squaredLength(direction).squareRoot()
  return direction.map { $0 * scale }
}

/// Every row's dot product with every row.
private func dotProducts(of rows: [[Double]]) -> [[Double]] {
  var result = rows.map { _ in [Double](repeating: 0, count: rows.count) }
  for i in rows.indices {
    for j in i..<rows.count {
      result[i][j] = dotProduct(rows[i], rows[j])
      result[j][i] = result[i][j]
    }
  }
  return result
}

private func transposed(_ rows: [[Double]], width: Int) -> [[Double]] {
  (0..<width).map { column in rows.map { $0[column] } }
}
