import Tensors
import Testing

@testable import Analysis

struct SenseGroupsTests {
  private let workers = Workers(threads: 2)

  @Test func findsWhatIsThere() throws {
    let (vectors, truth) = RandomVectors.of(count: 40, width: 16, groups: 4, spread: 0.3)
    let found = try SenseGroups(vectors, on: workers)
    #expect(found.groups.count == 4)
    for label in 0..<4 {
      #expect(Set(truth.indices.filter { truth[$0] == label }.map { found.labels[$0] }).count == 1)
    }
    for (number, group) in found.groups.enumerated() {
      #expect(group.members.allSatisfy { found.labels[$0] == number })
      let vectors = centered(vectors, on: center(of: vectors, count: 16))
      let nearness = group.members.map { one in
        group.members.reduce(0) { $0 + (one == $1 ? 0 : plainCosine(vectors[one], vectors[$1])) }
      }
      #expect(group.members[nearness.indices.max { nearness[$0] < nearness[$1] } ?? 0] == group.central)
    }
    #expect(found.silhouettes.count == 11)
    #expect(found.silhouette == found.silhouettes.max())
  }

  @Test func theLargestFirst() throws {
    let vectors: [[Float]] = [[0, 1], [1, 0], [1, 0.01], [1, 0.02], [0, 1.1]]
    let found = try SenseGroups(vectors, centers: false, on: workers)
    #expect(found.groups.map(\.members) == [[1, 2, 3], [0, 4]])
    #expect(found.groups.map(\.central) == [2, 0])
    #expect(found.labels == [1, 0, 0, 0, 1])
  }

  /// What all vectors share hides what parts them, until it is taken away.
  @Test func centering() throws {
    let (vectors, truth) = RandomVectors.of(count: 40, width: 16, groups: 2, spread: 0.5)
    let cone = vectors.map { $0.map { $0 + 3 } }
    #expect(try SenseGroups(cone, on: workers).groups.count == 2)
    #expect(try SenseGroups(cone, on: workers).labels == truth)
  }

  @Test func oneGroupWhereNothingIsApart() throws {
    for vectors in [[], [[1, 2]], [[1, 0], [0, 1]], Array(repeating: [1, 2], count: 20)] as [[[Float]]] {
      let found = try SenseGroups(vectors, on: workers)
      #expect(found.labels == vectors.map { _ in 0 })
      #expect(found.groups.count == min(vectors.count, 1))
      #expect(found.silhouette == nil)
    }
  }
}
