import Tensors
import Testing

@testable import Analysis

struct DendrogramTests {
  private let workers = Workers(threads: 2)

  /// The two groups with the smallest mean distance over their pairs become one, until `count` are left.
  private func plainGroups(_ vectors: [[Float]], count: Int) -> Set<Set<Int>> {
    var groups = vectors.indices.map { [$0] }
    while groups.count > count {
      var best = (first: 0, second: 1, distance: Double.infinity)
      for i in groups.indices {
        for j in 0..<i {
          let distances = groups[i].flatMap { a in groups[j].map { 1 - plainCosine(vectors[a], vectors[$0]) }
          }
          let mean = distances.reduce(0, +) / Double(distances.count)
          if mean < best.distance { best = (i, j, mean) }
        }
      }
      groups[best.second] += groups[best.first]
      groups.remove(at: best.first)
    }
    return Set(groups.map(Set.init))
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func asMergedOneByOne(seed: UInt64) throws {
    let vectors = RandomVectors.of(count: 24, width: 6, groups: 3, seed: seed).vectors
    let dendrogram = try Dendrogram(vectors, on: workers)
    #expect(dendrogram.merges.count == 23)
    for count in [1, 2, 3, 5, 12, 23, 24] {
      let labels = dendrogram.groups(count: count)
      let groups = Set(
        (0...(labels.max() ?? 0)).map { label in Set(labels.indices.filter { labels[$0] == label }) })
      #expect(groups == plainGroups(vectors, count: count), "\(count) groups")
    }
  }

  @Test func groupsAreNumberedByTheirFirstPoints() throws {
    let dendrogram = try Dendrogram([[1, 0], [0, 1], [1, 0.1], [0.1, 1]], on: workers)
    #expect(dendrogram.groups(count: 2) == [0, 1, 0, 1])
    #expect(dendrogram.groups(count: 0) == [0, 0, 0, 0])
    #expect(dendrogram.groups(count: 9) == [0, 1, 2, 3])
    #expect(dendrogram.merges.map(\.distance) == dendrogram.merges.map(\.distance).sorted())
  }

  @Test func fewPointsAndEqualOnes() throws {
    #expect(try Dendrogram([], on: workers).groups(count: 1) == [])
    #expect(try Dendrogram([[1, 2]], on: workers).groups(count: 2) == [0])
    let equal = try Dendrogram(Array(repeating: [1, 2, 3], count: 50), on: workers)
    #expect(Set(equal.groups(count: 1)) == [0])
    #expect(Set(equal.groups(count: 7)).count == 7)
    #expect(equal.merges.allSatisfy { (0..<1e-6).contains($0.distance) })
    let zeros = try Dendrogram(Array(repeating: [0, 0], count: 5), on: workers)
    #expect(zeros.merges.map(\.distance) == [1, 1, 1, 1])
  }

  /// What is no number must not go round in circles.
  @Test func notANumber() throws {
    let vectors: [[Float]] = [[1, .nan], [1, 0], [.infinity, 1], [1, 0.1]]
    #expect(try Dendrogram(vectors, on: workers).groups(count: 3) == [0, 1, 2, 1])
  }

  @Test func tooMany() {
    #expect(throws: AnalysisError.tooManyPoints(5_001, limit: 5_000)) {
      try Dendrogram(Array(repeating: [1], count: 5_001), on: workers)
    }
  }
}
