import Tensors
import Testing

@testable import Analysis

struct SenseClassifierTests {
  private let workers = Workers(threads: 2)

  private func training(_ examples: [(String, [Float])]) -> LabelledVectors {
    examples.reduce(into: LabelledVectors()) { $0.append($1.1, sense: $1.0) }
  }

  /// A long vector outweighs a short one in a centroid of raw vectors.
  @Test func theTwoDiffer() {
    let known = training([("spy", [1, 0]), ("spy", [0, 9]), ("animal", [1, 1])])
    let tests: [[Float]] = [[5, 0.1]]
    let nearest = SenseClassifier.nearestNeighbour.guesses(for: tests, from: known, on: workers)
    #expect(nearest.map(\.sense) == ["spy"])
    #expect(abs(nearest[0].cosine - 0.9998) < 1e-4)
    #expect(SenseClassifier.centroid.guesses(for: tests, from: known, on: workers).map(\.sense) == ["animal"])
  }

  @Test func theFirstOfEquallyNearOnes() {
    let many = training((0..<100).map { ("\($0)", [Float](repeating: 0.3, count: 7)) })
    let guesses = SenseClassifier.nearestNeighbour.guesses(
      for: Array(repeating: [Float](repeating: 0.7, count: 7), count: 300), from: many, on: workers)
    #expect(guesses.count == 300)
    #expect(guesses.allSatisfy { $0.sense == "0" })
  }

  @Test func asByLookingAtEachPair() {
    let (vectors, groups) = RandomVectors.of(count: 700, width: 24, groups: 5, spread: 2)
    let known = training((0..<100).map { ("\(groups[$0])", vectors[$0]) })
    let tests = Array(vectors[100...])
    let guesses = SenseClassifier.nearestNeighbour.guesses(for: tests, from: known, on: workers)
    for (test, guess) in zip(tests, guesses) {
      let best = known.vectors.map { plainCosine($0, test) }.max() ?? 0
      #expect(abs(Double(guess.cosine) - best) < 1e-5)
    }
  }

  @Test func nothingToLearnFrom() {
    for classifier in SenseClassifier.allCases {
      #expect(classifier.guesses(for: [[1, 2]], from: LabelledVectors(), on: workers).isEmpty)
      #expect(classifier.guesses(for: [], from: training([("a", [1])]), on: workers).isEmpty)
    }
  }
}
