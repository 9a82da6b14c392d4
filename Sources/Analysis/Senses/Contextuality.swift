import Tensors

/// How much of a word's vector is the context's doing, in one hidden state (Ethayarajh 2019, "How Contextual
/// are Contextualized Word Representations?", section 3). Each is a mean of cosines; `RandomWords` gives the
/// baseline that the paper subtracts.
public enum Contextuality {
  /// The mean cosine of a word's vectors in its contexts, each with each other; 1 for a static embedding. Nil
  /// for fewer than two.
  public static func selfSimilarity(_ vectors: [[Float]]) -> Double? {
    PairwiseCosines(vectors, groups: vectors.map { _ in 0 }).within
  }

  /// The mean cosine of a sentence's word vectors with their own mean. Nil of no words.
  public static func intraSentenceSimilarity(_ vectors: [[Float]]) -> Double? {
    guard let first = vectors.first else { return nil }
    let mean = center(of: vectors, count: first.count)
    return vectors.reduce(0) { $0 + Double(cosine($1, mean)) } / Double(vectors.count)
  }
}

/// The component-wise mean, summed in Double; zeros of length `count` when there are no vectors.
public func center(of vectors: [[Float]], count: Int) -> [Float] {
  var sum = [Double](repeating: 0, count: count)
  for vector in vectors {
    for i in sum.indices { sum[i] += Double(vector[i]) }
  }
  let share = 1 / Double(max(vectors.count, 1))
  return sum.map { Float($0 * share) }
}

/// The vectors less `center`, which takes away what all words share: BERT's vectors lie in a narrow cone, so
/// that any two have a large cosine (Mu & Viswanath 2018, "All-but-the-Top").
public func centered(_ vectors: [[Float]], on center: [Float]) -> [[Float]] {
  vectors.map { vector in vector.indices.map { vector[$0] - center[$0] } }
}
