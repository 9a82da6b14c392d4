import Testing

@testable import Analysis

struct SilhouetteTests {
  @Test func byHand() {
    // Two pairs at right angles: nothing within, 1 to the other group.
    let apart = Silhouette([[1, 0], [2, 0], [0, 1], [0, 3]], groups: [0, 0, 1, 1])
    #expect(apart.values == [1, 1, 1, 1])
    // One alone has 0; the other two are as far from each other as they can be.
    let alone = Silhouette([[1, 0], [-1, 0], [0, 1]], groups: [0, 0, 1])
    #expect(alone.values == [-0.5, -0.5, 0])
    #expect(abs(alone.mean + 1.0 / 3) < 1e-12)
    #expect(Silhouette([], groups: []).mean == 0)
    #expect(Silhouette([[1], [1]], groups: [0, 0]).values == [0, 0])
  }

  /// Rounding must not take a distance below 0, or a value beyond 1.
  @Test func equalVectors() {
    let (distinct, _) = RandomVectors.of(count: 3, width: 384)
    let vectors = (0..<30).map { index in distinct[index % 3].map { $0 * Float(index + 1) } }
    #expect(Silhouette(vectors, groups: vectors.indices.map { $0 % 3 }).values.allSatisfy { $0 == 1 })
    let split = Silhouette(vectors, groups: vectors.indices.map { $0 % 6 })
    #expect(split.values.allSatisfy { $0 == 0 }, "as near to the other half of the same vectors")
  }

  @Test func asOverAllPairs() {
    var (vectors, groups) = RandomVectors.of(count: 30, width: 4, groups: 3)
    vectors[7] = [0, 0, 0, 0]
    let silhouette = Silhouette(vectors, groups: groups)
    for point in vectors.indices {
      func mean(_ group: Int) -> Double {
        let others = vectors.indices.filter { groups[$0] == group && $0 != point }
        return others.reduce(0) { $0 + 1 - plainCosine(vectors[point], vectors[$1]) } / Double(others.count)
      }
      let a = mean(groups[point])
      let b = (0..<3).filter { $0 != groups[point] }.map(mean).min() ?? 0
      #expect(abs(silhouette.values[point] - (b - a) / max(a, b)) < 1e-9)
    }
  }
}
