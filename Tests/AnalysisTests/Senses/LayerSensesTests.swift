import Tensors
import Testing

@testable import Analysis

struct LayerSensesTests {
  private let workers = Workers(threads: 1)

  private func vectors(_ examples: [(String, [Float])]) -> LabelledVectors {
    examples.reduce(into: LabelledVectors()) { $0.append($1.1, sense: $1.0) }
  }

  @Test func sharesOfAllTests() {
    let training = vectors([("a", [1, 0]), ("b", [0, 1])])
    let tests = vectors([("a", [2, 1]), ("b", [3, 1])])
    let numbers = LayerSenses(layer: 3, training: training, tests: tests, on: workers)
    #expect(numbers.layer == 3)
    #expect(numbers.nearestNeighbourAccuracy == 0.5)
    #expect(numbers.centroidAccuracy == 0.5)
    let missing = LayerSenses(layer: 3, training: training, tests: tests, missed: 2, on: workers)
    #expect(missing.nearestNeighbourAccuracy == 0.25)
    #expect(missing.withinSenseCosine == numbers.withinSenseCosine)
  }

  @Test func whatCannotBeComputedIsNil() {
    let none = LayerSenses(layer: 0, training: LabelledVectors(), tests: LabelledVectors(), on: workers)
    #expect(none.nearestNeighbourAccuracy == nil && none.centroidAccuracy == nil)
    #expect(none.withinSenseCosine == nil && none.betweenSenseCosine == nil)
    let untaught = LayerSenses(
      layer: 0, training: LabelledVectors(), tests: vectors([("a", [1])]), on: workers)
    #expect(untaught.nearestNeighbourAccuracy == nil)
  }
}
