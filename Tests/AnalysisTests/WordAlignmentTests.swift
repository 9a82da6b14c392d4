import Testing

@testable import Analysis

struct WordAlignmentTests {
  @Test func sharedWordsInTheOrderOfBoth() throws {
    let alignment = WordAlignment(
      try MiniLM.study("The old mole dug a tunnel."), try MiniLM.study("A mole dug the tunnel"))
    #expect(alignment.pairs.map(\.first.lowerBound) == [0, 3, 4, 6, 8])
    #expect(alignment.pairs.map(\.second.lowerBound) == [0, 2, 3, 5, 6])
  }

  @Test func wordsArePiecesWhole() {
    let alignment = WordAlignment([0..<1, 1..<3], [7, 8, 9], [0..<2, 2..<3], [8, 9, 8])
    #expect(alignment.pairs.map(\.first) == [1..<3])
    #expect(alignment.pairs.map(\.second) == [0..<2])
  }

  @Test func nothingInCommon() {
    #expect(WordAlignment([0..<1], [1], [0..<1], [2]).pairs.isEmpty)
    #expect(WordAlignment([], [], [0..<1], [2]).pairs.isEmpty)
  }
}
