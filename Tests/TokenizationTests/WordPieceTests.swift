import Testing

@testable import Tokenization

struct WordPieceTests {
  private let wordPiece = WordPiece(
    vocabulary: Vocabulary(lines: Array("[UNK]\nem\n##bed\n##b\n##ed\na\n##aé\n##é\n".utf8)), unknownID: 0)

  private func split(_ word: String) -> WordPiece.Outcome {
    let text = MappedText(word)
    return wordPiece.split(0..<text.count, in: text)
  }

  @Test func theLongestPieceWins() {
    #expect(split("embed") == .pieces([Piece(id: 1, range: 0..<2), Piece(id: 2, range: 2..<5)]))
    #expect(split("aaé") == .pieces([Piece(id: 5, range: 0..<1), Piece(id: 6, range: 1..<3)]))
  }

  @Test func onePartUnmatchedMakesTheWordUnknown() {
    #expect(
      split("embex") == .unmatched(from: 3, after: [Piece(id: 1, range: 0..<2), Piece(id: 3, range: 2..<3)]))
    #expect(split("bed") == .unmatched(from: 0, after: []))
    let text = MappedText("embex em")
    let pieces = wordPiece.pieces(of: [0..<5, 6..<8], in: text)
    #expect(pieces == [Piece(id: 0, range: 0..<5), Piece(id: 1, range: 6..<8)])
  }

  @Test func wordsOfMoreThanAHundredScalarsAreNotLookedUp() {
    let hundred = "a" + String(repeating: "é", count: 99)
    guard case .pieces(let pieces) = split(hundred) else {
      Issue.record()
      return
    }
    #expect(pieces.count == 100)
    #expect(split(hundred + "é") == .tooLong(scalars: 101))
  }
}
