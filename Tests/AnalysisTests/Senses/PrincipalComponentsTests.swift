import Testing

@testable import Analysis

struct PrincipalComponentsTests {
  @Test func byHand() {
    // Along (3, 4)/5 the points lie at −5, 0, 5 around (10, 20); along (4, −3)/5 at 1, −2, 1.
    let points: [[Float]] = [[-3 + 0.8, -4 - 0.6], [-1.6, 1.2], [3 + 0.8, 4 - 0.6]].map {
      [$0[0] + 10, $0[1] + 20]
    }
    let plane = PrincipalComponents(points)
    #expect(close(plane.loadings, [[0.6, 0.8], [0.8, -0.6]]))
    #expect(close(plane.coordinates, [[-5, 1], [0, -2], [5, 1]]))
    #expect(close([plane.explainedVariance], [[50.0 / 56, 6.0 / 56]]))
  }

  @Test(arguments: [(12, 40), (60, 9)])
  func directionsOfEigenvectors(count: Int, width: Int) {
    let vectors = RandomVectors.of(count: count, width: width).vectors
    let plane = PrincipalComponents(vectors, count: 3)
    let mean = center(of: vectors, count: width).map(Double.init)
    let x = vectors.map { zip($0, mean).map { Double($0) - $1 } }
    let total = x.reduce(0) { $0 + squaredLength($1) }
    for (direction, share) in zip(plane.loadings, plane.explainedVariance) {
      #expect(abs(squaredLength(direction) - 1) < 1e-9)
      #expect((direction.max { abs($0) < abs($1) } ?? 0) > 0)
      // XᵀX·v = λv
      let image = combination(of: x, by: x.map { dotProduct($0, direction) })
      #expect(close([image], [direction.map { $0 * share * total }], within: 1e-5 * total))
    }
    #expect(abs(dotProduct(plane.loadings[0], plane.loadings[1])) < 1e-9)
    #expect(plane.explainedVariance == plane.explainedVariance.sorted(by: >))
    #expect(plane.explainedVariance.reduce(0, +) <= 1)
  }

  @Test func nothingDiffers() {
    #expect(PrincipalComponents([]).coordinates.isEmpty)
    let one = PrincipalComponents([[1, 2, 3]])
    #expect(one.coordinates == [[0, 0]])
    #expect(one.explainedVariance == [0, 0])
    let equal = PrincipalComponents(Array(repeating: [1, 2, 3], count: 9))
    #expect(equal.coordinates.allSatisfy { $0 == [0, 0] })
    let line = PrincipalComponents([[1, 1], [2, 2], [3, 3]])
    #expect(abs(line.explainedVariance[0] - 1) < 1e-12)
    #expect(line.loadings[1] == [0, 0])
  }

  private func close(_ a: [[Double]], _ b: [[Double]], within tolerance: Double = 1e-5) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { $0.count == $1.count && zip($0, $1).allSatisfy { abs($0 - $1) < tolerance } }
  }
}
