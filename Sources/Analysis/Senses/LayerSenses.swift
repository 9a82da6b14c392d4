import Tensors

/// How well one hidden state tells a word's senses apart.
public struct LayerSenses: Equatable, Sendable {
  /// 0 is the embedding output, L the last layer's output.
  public let layer: Int
  /// Shares of all tests, 0 to 1; nil without a test or without training.
  public let nearestNeighbourAccuracy: Double?
  public let centroidAccuracy: Double?
  /// Mean cosine over all pairs of contexts (training and tests) of one sense; of two senses. Nil without such
  /// a pair.
  public let withinSenseCosine: Double?
  public let betweenSenseCosine: Double?

  /// - Parameter missed: tests whose word has no vector. They were not recognised, so they count as wrong.
  public init(
    layer: Int, training: LabelledVectors, tests: LabelledVectors, missed: Int = 0, on workers: Workers
  ) {
    func accuracy(_ classifier: SenseClassifier) -> Double? {
      guard training.count > 0, tests.count + missed > 0 else { return nil }
      let guesses = classifier.guesses(for: tests.vectors, from: training, on: workers)
      let score = SenseScore(expected: tests.senses, guessed: guesses.map(\.sense))
      return Double(tests.count - score.wrong.count) / Double(tests.count + missed)
    }
    self.layer = layer
    nearestNeighbourAccuracy = accuracy(.nearestNeighbour)
    centroidAccuracy = accuracy(.centroid)
    let cosines = PairwiseCosines(
      training.vectors + tests.vectors, groups: SenseNumbers(training.senses + tests.senses).numbers)
    withinSenseCosine = cosines.within
    betweenSenseCosine = cosines.between
  }
}
