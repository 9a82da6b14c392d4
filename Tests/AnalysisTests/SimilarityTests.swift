import Testing

@testable import Analysis

struct SimilarityTests {
  @Test func cosines() {
    let matrix = cosineMatrix([[1, 0], [0, 2], [1, 1], [0, 0]])
    #expect(matrix[0, 0] == 1)
    #expect(matrix[0, 1] == 0)
    #expect(abs(matrix[0, 2] - 0.70710678) < 1e-6)
    #expect(matrix[2, 0] == matrix[0, 2])
    #expect(matrix.row(3) == [0, 0, 0, 0])
  }

  @Test func theNearestFirst() {
    let found = nearest(to: [1, 0], among: [[0, 1], [1, 0.1], [-1, 0]], count: 2)
    #expect(found.map(\.index) == [1, 0])
    #expect(nearest(to: [1], among: [], count: 3).isEmpty)
  }
}
