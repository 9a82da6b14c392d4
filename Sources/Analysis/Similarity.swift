import Tensors

/// Cosines of every vector with every other: N × N, symmetric, 1 on the diagonal (0 where a vector is zero).
public func cosineMatrix(_ vectors: [[Float]]) -> Matrix {
  let unit = vectors.map(normalized)
  var matrix = Matrix(rows: unit.count, columns: unit.count)
  for i in unit.indices {
    for j in i..<unit.count {
      let value = dot(unit[i], unit[j])
      matrix[i, j] = value
      matrix[j, i] = value
    }
  }
  return matrix
}

/// The `count` nearest of `others` by cosine, the nearest first.
public func nearest(to vector: [Float], among others: [[Float]], count: Int) -> [(index: Int, cosine: Float)]
{
  let scored = others.indices.map { (index: $0, cosine: cosine(vector, others[$0])) }
  return Array(scored.sorted { $0.cosine > $1.cosine }.prefix(count))
}
