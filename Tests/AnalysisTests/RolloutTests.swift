import Encoders
import Tensors
import Testing

@testable import Analysis

struct RolloutTests {
  /// Two layers of two tokens, by hand: R = (½A₂ + ½I)(½A₁ + ½I).
  @Test func byHand() {
    let first = Matrix(rows: 2, columns: 2, [1, 0, 0.5, 0.5])
    let second = Matrix(rows: 2, columns: 2, [0, 1, 0, 1])
    let rollout = Rollout(of: [[first], [second]], on: Workers(threads: 1))
    #expect(rollout.rows(0..<2, through: 0) == Matrix(rows: 2, columns: 2, [1, 0, 0.25, 0.75]))
    #expect(rollout.rows(0..<2, through: 1) == Matrix(rows: 2, columns: 2, [0.625, 0.375, 0.25, 0.75]))
    #expect(rollout.rows(1..<2, through: 1) == Matrix(rows: 1, columns: 2, [0.25, 0.75]))
  }

  @Test func rowsOfZerosStayWhereTheyAre() {
    let off = Matrix(rows: 2, columns: 2)
    #expect(
      Rollout(of: [[off, off]], on: Workers(threads: 1)).rows(0..<2, through: 0)
        == Matrix(rows: 2, columns: 2, [1, 0, 0, 1]))
  }

  @Test func rowsSumToOne() throws {
    let text = Array(repeating: "the mole dug a tunnel", count: 20).joined(separator: " ")
    let study = try MiniLM.study(text, ablating: [HeadIndex(layer: 1, head: 1)])
    for layer in 0..<study.layers {
      for query in 0..<study.tokens {
        let row = study.row(query, of: .rollout(through: layer))
        #expect(abs(row.reduce(0, +) - 1) < 1e-5)
        #expect(row.allSatisfy { $0 >= 0 })
      }
    }
  }
}
