import Testing

@testable import Analysis

struct LabelledVectorsTests {
  @Test func centroidsAreMeansOfTheRawVectors() {
    var vectors = LabelledVectors()
    vectors.append([1, 0], sense: "b")
    vectors.append([4, 4], sense: "a")
    vectors.append([3, 8], sense: "b")
    #expect(vectors.names == ["b", "a"])
    #expect(vectors.centroids == [[2, 4], [4, 4]])
    var more = LabelledVectors()
    more.append(vectors)
    #expect(more.count == 3)
    #expect(more.senses == ["b", "a", "b"])
  }
}
