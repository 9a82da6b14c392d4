import Encoders
import Tensors
import Testing

@testable import Analysis

struct AttentionStudyTests {
  static let text = "The mole dug a tunnel under the garden."

  /// Clark et al. 2019 found such heads in BERT; these two are the default model's.
  @Test func aHeadLooksBackAndAnotherAhead() throws {
    let study = try MiniLM.study(Self.text)
    let back = study.statistics(of: HeadIndex(layer: 0, head: 2))
    let ahead = study.statistics(of: HeadIndex(layer: 1, head: 8))
    #expect(back.previous > 0.8)
    #expect(ahead.next > 0.7)
    for index in study.allHeads {
      #expect(study.statistics(of: index).previous <= back.previous)
      #expect(study.statistics(of: index).next <= ahead.next)
    }
  }

  @Test func meansAreOverHeads() throws {
    let study = try MiniLM.study(Self.text)
    let rows = (0..<study.heads).map { study.pattern(HeadIndex(layer: 2, head: $0)).row(3) }
    for (key, value) in study.row(3, of: .layer(2)).enumerated() {
      #expect(abs(value - rows.map { $0[key] }.reduce(0, +) / Float(study.heads)) < 1e-6)
    }
    let layers = (0..<study.layers).map { study.row(3, of: .layer($0)) }
    for (key, value) in study.row(3, of: .all).enumerated() {
      #expect(abs(value - layers.map { $0[key] }.reduce(0, +) / Float(study.layers)) < 1e-6)
    }
  }

  @Test func normsWeighTheWeights() throws {
    let study = try MiniLM.study(Self.text)
    let index = HeadIndex(layer: 4, head: 1)
    let norms = try MiniLM.encoder.get().valueNorms(layer: 4, of: study.activations).row(1)
    let row = study.row(2, of: .head(index), .norms)
    for (key, value) in row.enumerated() {
      #expect(value == study.pattern(index)[2, key] * norms[key])
    }
    let largest = (0..<study.tokens).flatMap { study.row($0, of: .head(index), .norms) }.max()
    #expect(study.reach(of: .head(index), .norms) == largest)
  }

  @Test func scoresAreWhatSoftmaxTakes() throws {
    let study = try MiniLM.study(Self.text)
    let index = HeadIndex(layer: 3, head: 7)
    for query in 0..<study.tokens {
      let weights = softmax(study.row(query, of: .head(index), .scores))
      for (key, weight) in weights.enumerated() {
        #expect(abs(weight - study.pattern(index)[query, key]) < 1e-5)
      }
    }
  }
}
