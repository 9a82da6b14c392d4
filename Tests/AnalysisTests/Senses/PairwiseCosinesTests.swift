import Testing

@testable import Analysis

struct PairwiseCosinesTests {
  @Test func byHand() throws {
    let cosines = PairwiseCosines([[1, 0], [2, 0], [0, 3], [0, 0]], groups: [0, 0, 1, 1])
    // 1 within the first group, 0 in the second; between: four right angles or zero vectors.
    #expect(cosines.within == 0.5)
    #expect(cosines.between == 0)
  }

  @Test func asOverAllPairs() throws {
    let (vectors, groups) = RandomVectors.of(count: 37, width: 5, groups: 4)
    var (within, between): ([Double], [Double]) = ([], [])
    for i in vectors.indices {
      for j in 0..<i {
        let cosine = plainCosine(vectors[i], vectors[j])
        if groups[i] == groups[j] { within.append(cosine) } else { between.append(cosine) }
      }
    }
    let cosines = PairwiseCosines(vectors, groups: groups)
    #expect(abs(try #require(cosines.within) - within.reduce(0, +) / Double(within.count)) < 1e-12)
    #expect(abs(try #require(cosines.between) - between.reduce(0, +) / Double(between.count)) < 1e-12)
  }

  @Test func withoutPairs() {
    #expect(PairwiseCosines([], groups: []).within == nil)
    #expect(PairwiseCosines([], groups: []).between == nil)
    #expect(PairwiseCosines([[1]], groups: [0]).within == nil)
    #expect(PairwiseCosines([[1], [1]], groups: [0, 0]).between == nil)
    #expect(PairwiseCosines([[1], [1]], groups: [0, 1]).within == nil)
  }
}
