/// An eigenvalue of a symmetric matrix and its eigenvector of length 1.
struct Eigenvector {
  let value: Double
  let vector: [Double]
}

/// The eigenvectors with the largest eigenvalues, the largest first, by subspace iteration with Rayleigh and
/// Ritz's choice within the subspace (Golub & Van Loan, Matrix Computations, section 8.2.4).
///
/// - Parameter matrix: rows of a symmetric matrix without negative eigenvalues.
/// - Returns: `count`, or as many as there are eigenvalues other than 0.
func leadingEigenvectors(of matrix: [[Double]], count: Int) -> [Eigenvector] {
  // A few vectors more than asked for: what slows convergence is then an eigenvalue far from the wanted ones.
  var basis = startingBasis(vectors: min(matrix.count, count + 8), size: matrix.count)
  var best: [Eigenvector] = []
  for _ in 0..<200 {
    let images = basis.map { vector in matrix.map { dotProduct($0, vector) } }
    let ritz = eigenvectors(ofSmall: basis.map { vector in images.map { dotProduct(vector, $0) } })
    best = ritz.prefix(count).map {
      Eigenvector(value: $0.value, vector: combination(of: basis, by: $0.vector))
    }
    // |Av − λv|² of the worst.
    let residual =
      zip(ritz, best).map { inBasis, eigen in
        let image = combination(of: images, by: inBasis.vector)
        return squaredLength(zip(image, eigen.vector).map { $0 - eigen.value * $1 })
      }.max() ?? 0
    if residual.squareRoot() <= 1e-10 * (best.first?.value ?? 0) { break }
    basis = orthonormalized(ritz.map { combination(of: images, by: $0.vector) })
  }
  return best
}

/// All eigenvectors of a small symmetric matrix, the largest eigenvalue first: Jacobi's rotations, each of
/// which makes one pair of entries off the diagonal zero (Golub & Van Loan, section 8.5).
func eigenvectors(ofSmall matrix: [[Double]]) -> [Eigenvector] {
  var a = matrix
  // Rows become the eigenvectors.
  var vectors = a.indices.map { row in a.indices.map { $0 == row ? 1.0 : 0 } }
  let scale = a.reduce(0) { $0 + squaredLength($1) }
  for _ in 0..<50 {
    var outside = 0.0
    for p in a.indices {
      for q in a.indices.dropFirst(p + 1) where a[p][q] != 0 {
        outside += a[p][q] * a[p][q]
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (t * t + 1).squareRoot()
        let sine = t * cosine
        for k in a.indices { (a[k][p], a[k][q]) = rotated(a[k][p], a[k][q], cosine, sine) }
        for k in a.indices {
          (a[p][k], a[q][k]) = rotated(a[p][k], a[q][k], cosine, sine)
          (vectors[p][k], vectors[q][k]) = rotated(vectors[p][k], vectors[q][k], cosine, sine)
        }
      }
    }
    if outside <= scale * 1e-30 { break }
  }
  return a.indices.map { Eigenvector(value: a[$0][$0], vector: vectors[$0]) }.sorted { $0.value > $1.value }
}

/// Vectors of length 1 at right angles to each other that span the same space; those that add nothing to it
/// are left out.
private func orthonormalized(_ vectors: [[Double]]) -> [[Double]] {
  var basis: [[Double]] = []
  for vector in vectors {
    let before = squaredLength(vector)
    var rest = vector
    // Twice is enough: rounding leaves something after the first time (Kahan).
    for _ in 0..<2 {
      for direction in basis {
        let part = dotProduct(rest, direction)
        for i in rest.indices { rest[i] -= part * direction[i] }
      }
    }
    let left = squaredLength(rest)
    if left > before * 1e-24, left > 0 {
      let length = left.squareRoot()
      basis.append(rest.map { $0 / length })
    }
  }
  return basis
}

/// The same for everybody, and at right angles to nothing that matters.
private func startingBasis(vectors: Int, size: Int) -> [[Double]] {
  var random = SplitMix64(state: 0)
  return orthonormalized(
    (0..<vectors).map { _ in (0..<size).map { _ in Double(random.next() >> 11) / 0x1p52 - 1 } })
}

private func rotated(_ x: Double, _ y: Double, _ cosine: Double, _ sine: Double) -> (Double, Double) {
  (cosine * x - sine * y, sine * x + cosine * y)
}

/// Σ weightᵢ · vectorᵢ; empty of none.
func combination(of vectors: [[Double]], by weights: [Double]) -> [Double] {
  var sum = [Double](repeating: 0, count: vectors.first?.count ?? 0)
  for (vector, weight) in zip(vectors, weights) {
    for i in sum.indices { sum[i] += weight * vector[i] }
  }
  return sum
}

func dotProduct(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in 0..<min(a.count, b.count) { sum += a[i] * b[i] }
  return sum
}
