import Testing

@testable import Analysis

@Suite struct LeaveOneOutTests {
  private func contexts(_ given: [([Float], String)]) -> LabelledVectors {
    var contexts = LabelledVectors()
    for (vector, sense) in given { contexts.append(vector, sense: sense) }
    return contexts
  }

  @Test(arguments: SenseClassifier.allCases)
  func noContextSpeaksForItself(classifier: SenseClassifier) {
    // The third lies with the others' sense: alone in its own, it can only be taken for theirs.
    let given = contexts([([1, 0], "a"), ([1, 0.1], "a"), ([1, 0.05], "b")])
    #expect(LeaveOneOut.guesses(classifier, for: given)[2] == "a")
  }

  @Test func theNearestIsByCosine() {
    let given = contexts([([1, 0], "a"), ([10, 1], "a"), ([0, 1], "b"), ([1, 8], "b")])
    #expect(LeaveOneOut.guesses(.nearestNeighbour, for: given) == ["a", "a", "b", "b"])
  }

  /// Taken out of its own centroid (0, 2) / 2, the second is nearer to the other sense's.
  @Test func aCentroidIsWithoutTheContext() {
    let given = contexts([([-1, 1], "a"), ([1, 1], "a"), ([1, 0.2], "b"), ([1, 0.4], "b")])
    #expect(
      LeaveOneOut.guesses(.centroid, for: given)
        == ["b", "b", "b", "b"].enumerated().map { $0 == 0 ? "a" : $1 })
  }

  @Test(arguments: SenseClassifier.allCases)
  func oneContextHasNothingToLearnFrom(classifier: SenseClassifier) {
    #expect(LeaveOneOut.guesses(classifier, for: contexts([([1, 2], "a")])) == [nil])
    #expect(LeaveOneOut.guesses(classifier, for: LabelledVectors()).isEmpty)
  }
}
