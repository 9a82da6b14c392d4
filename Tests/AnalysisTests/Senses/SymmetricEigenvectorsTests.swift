import Testing

@testable import Analysis

struct SymmetricEigenvectorsTests {
  @Test func ofSmallMatrices() {
    let found = eigenvectors(ofSmall: [[2, 1], [1, 2]])
    #expect(abs(found[0].value - 3) < 1e-12 && abs(found[1].value - 1) < 1e-12)
    #expect(abs(abs(found[0].vector[0]) - 0.5.squareRoot()) < 1e-12)
    #expect(eigenvectors(ofSmall: []).isEmpty)
  }

  /// Eigenvalues that repeat, and those that are 0.
  @Test func leading() {
    let diagonal = [7.0, 7, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let matrix = diagonal.indices.map { row in diagonal.indices.map { $0 == row ? diagonal[row] : 0 } }
    let found = leadingEigenvectors(of: matrix, count: 4)
    #expect(zip(found.map(\.value), [7, 7, 3]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(leadingEigenvectors(of: [[0, 0], [0, 0]], count: 2).allSatisfy { $0.value == 0 })
    #expect(leadingEigenvectors(of: [], count: 2).isEmpty)
  }
}
