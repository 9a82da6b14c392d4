import Tensors
import Testing

@testable import Analysis

struct ContextualityTests {
  @Test func similarities() throws {
    #expect(Contextuality.selfSimilarity([[1, 0]]) == nil)
    #expect(abs(try #require(Contextuality.selfSimilarity([[1, 0], [3, 0], [0, 1]])) - 1.0 / 3) < 1e-12)
    // The mean of [1, 0] and [0, 1] stands at 45° to both.
    let similarity = try #require(Contextuality.intraSentenceSimilarity([[1, 0], [0, 1]]))
    #expect(abs(similarity - 0.5.squareRoot()) < 1e-6)
    #expect(Contextuality.intraSentenceSimilarity([]) == nil)
  }

  @Test func centering() {
    let vectors: [[Float]] = [[1, 5], [3, 7]]
    let middle = center(of: vectors, count: 2)
    #expect(middle == [2, 6])
    #expect(centered(vectors, on: middle) == [[-1, -1], [1, 1]])
    #expect(center(of: [], count: 2) == [0, 0])
  }
}
