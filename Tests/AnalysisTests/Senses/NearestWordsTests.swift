import Tensors
import Testing

@testable import Analysis

struct NearestWordsTests {
  @Test func aStaticVectorIsNearestToItself() throws {
    let (encoder, tokenizer) = (try MiniLM.encoder.get(), try MiniLM.tokenizer.get())
    let ids = try tokenizer.encode("mole tunnel").ids.dropFirst().dropLast()
    let vectors = try ids.map(encoder.staticVector)
    let words = try NearestWords(encoder).words(nearestTo: vectors, count: 5)
    for (id, nearest) in zip(ids, words) {
      #expect(nearest[0].id == id)
      #expect(abs(nearest[0].cosine - 1) < 1e-5)
      #expect(nearest.count == 5)
      #expect(nearest.map(\.cosine) == nearest.map(\.cosine).sorted(by: >))
    }
    let others = try NearestWords(encoder).words(nearestTo: vectors, count: 4) { !ids.contains($0) }
    #expect(others == words.map { Array($0.dropFirst()) })
  }

  @Test func asByLookingAtEachEntry() throws {
    let encoder = try MiniLM.encoder.get()
    let vector = try encoder.staticVector(id: 16709).enumerated().map { $0 % 3 == 0 ? 0.1 : $1 }
    let found = try NearestWords(encoder).words(nearestTo: [vector], count: 3)[0]
    let wanted = 15_000..<18_000
    let plain = try wanted.map { plainCosine(try encoder.staticVector(id: $0), vector) }
    let best = try #require(plain.indices.max { plain[$0] < plain[$1] })
    let near = try NearestWords(encoder).words(nearestTo: [vector], count: 1, isWanted: wanted.contains)[0]
    #expect(near.map(\.id) == [wanted.lowerBound + best])
    #expect(found[0].cosine >= near[0].cosine)
  }

  @Test func ofNothingAndOfAnotherLength() throws {
    let words = NearestWords(try MiniLM.encoder.get())
    #expect(try words.words(nearestTo: [], count: 3).isEmpty)
    #expect(try words.words(nearestTo: [[Float](repeating: 1, count: 384)], count: 0) == [[]])
    #expect(throws: AnalysisError.notTheStaticWidth(1536, expected: 384)) {
      try words.words(nearestTo: [[Float](repeating: 1, count: 1536)], count: 3)
    }
  }

  @Test func canBeStopped() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try NearestWords(MiniLM.encoder.get()).words(
        nearestTo: [], count: 1, beforeBlock: { throw Stop() })
    }
  }
}
