import Tensors

/// Tells a word's sense in a context from labelled contexts, by the cosine of its vectors.
public enum SenseClassifier: String, CaseIterable, Sendable {
  /// The sense of the one training vector that is nearest; of equally near ones the first.
  case nearestNeighbour
  /// The sense whose centroid is nearest: the mean of its raw training vectors.
  case centroid

  /// A sense, and the cosine to what spoke for it.
  public struct Guess: Equatable, Sendable {
    public let sense: String
    public let cosine: Float
  }

  /// One guess a vector; none at all without training vectors.
  public func guesses(
    for vectors: [[Float]], from training: LabelledVectors, on workers: Workers
  ) -> [Guess] {
    let (references, senses) =
      switch self {
      case .nearestNeighbour: (training.vectors, training.senses)
      case .centroid: (training.centroids, training.names)
      }
    return nearestOne(to: vectors, among: references, on: workers).map {
      Guess(sense: senses[$0.index], cosine: $0.cosine)
    }
  }
}

/// For each vector the index of the reference with the largest cosine, the first of equal ones; empty where
/// there are no references.
func nearestOne(to vectors: [[Float]], among references: [[Float]], on workers: Workers)
  -> [(index: Int, cosine: Float)]
{
  guard let width = references.first?.count else { return [] }
  // references × H, packed once; cosines are then a product of matrices.
  let cosines = Linear(weight: StoredMatrix(unitRows(references[...], width: width)), on: workers)
  let block = 256
  return stride(from: 0, to: vectors.count, by: block).flatMap { start in
    let rows = vectors[start..<min(start + block, vectors.count)]
    let product = cosines(unitRows(rows, width: width), on: workers)  // block × references
    return (0..<product.rows).map { row in
      var best = (index: 0, cosine: -Float.infinity)
      for (index, cosine) in product.row(row).enumerated() where cosine > best.cosine {
        best = (index, cosine)
      }
      return best
    }
  }
}

/// Vectors scaled to length 1 as the rows of a matrix.
func unitRows(_ vectors: ArraySlice<[Float]>, width: Int) -> Matrix {
  var matrix = Matrix(rows: vectors.count, columns: width)
  for (row, vector) in vectors.enumerated() { matrix.setRow(row, normalized(vector)) }
  return matrix
}
