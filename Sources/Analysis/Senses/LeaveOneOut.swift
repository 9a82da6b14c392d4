import Tensors

/// What a classifier says of each context when all the others are its training: for labelled contexts that are too
/// few to be parted into training and test.
public enum LeaveOneOut {
  /// One guess a context; nil where no other context is there to learn from.
  public static func guesses(_ classifier: SenseClassifier, for contexts: LabelledVectors) -> [String?] {
    switch classifier {
    case .nearestNeighbour: byNearestNeighbour(contexts)
    case .centroid: byCentroid(contexts)
    }
  }

  private static func byNearestNeighbour(_ contexts: LabelledVectors) -> [String?] {
    let cosines = cosineMatrix(contexts.vectors)
    return (0..<contexts.count).map { row in
      var best: (index: Int, cosine: Float)?
      for column in 0..<contexts.count where column != row {
        if cosines[row, column] > best?.cosine ?? -.infinity { best = (column, cosines[row, column]) }
      }
      return best.map { contexts.senses[$0.index] }
    }
  }

  /// A context is taken out of the mean of its own sense.
  private static func byCentroid(_ contexts: LabelledVectors) -> [String?] {
    let names = contexts.names
    let centroids = contexts.centroids
    let sizes = names.map { name in contexts.senses.count { $0 == name } }
    return zip(contexts.vectors, contexts.senses).map { vector, sense in
      var best: (name: String, cosine: Float)?
      for (index, name) in names.enumerated() {
        let size = Float(sizes[index])
        guard name != sense || size > 1 else { continue }
        let centroid =
          name == sense
          ? vector.indices.map { (centroids[index][$0] * size - vector[$0]) / (size - 1) } : centroids[index]
        let similarity = cosine(vector, centroid)
        if similarity > best?.cosine ?? -.infinity { best = (name, similarity) }
      }
      return best?.name
    }
  }
}
