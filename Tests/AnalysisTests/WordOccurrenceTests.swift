import Tensors
import Testing
import Tokenization

@testable import Analysis

struct WordOccurrenceTests {
  /// "Mole-mole MOLES" with the pieces a tokenizer would make.
  private let encoding = Encoding(
    tokens: [
      Token(id: 101, text: "[CLS]", range: 0..<0, origin: .special),
      Token(id: 1, text: "mole", range: 0..<4, origin: .text),
      Token(id: 2, text: "-", range: 4..<5, origin: .text),
      Token(id: 1, text: "mole", range: 5..<9, origin: .text),
      Token(id: 3, text: "mo", range: 10..<12, origin: .text),
      Token(id: 4, text: "##les", range: 12..<15, origin: .text),
    ], segments: [0, 0, 0, 0, 0, 0], mask: [1, 1, 1, 1, 1, 1], text: "Mole-mole MOLES")

  @Test func wholeWordsWhateverTheirCase() {
    #expect(WordOccurrence.all(of: "mole", in: encoding).map(\.positions) == [[1], [3]])
    #expect(WordOccurrence.all(of: "Moles", in: encoding).map(\.positions) == [[4, 5]])
    #expect(WordOccurrence.all(of: "ole", in: encoding).isEmpty)
    #expect(WordOccurrence.all(of: "", in: encoding).isEmpty)
    #expect(WordOccurrence.all(of: "a very long word that is longer than the text", in: encoding).isEmpty)
  }

  @Test func piecesThatOverlapARange() {
    #expect(WordOccurrence(range: 11..<13, in: encoding)?.positions == [4, 5])
    #expect(WordOccurrence(range: 9..<10, in: encoding) == nil)
  }

  @Test func truncationMayTakeTheWord() {
    var cut = encoding
    cut.tokens.removeLast(2)
    cut.removed = .init(text: 2)
    #expect(WordOccurrence(range: 5..<9, in: cut)?.positions == [3])
    #expect(WordOccurrence(range: 10..<15, in: cut) == nil)
    cut.tokens.append(encoding.tokens[4])
    cut.removed = .init(text: 1)
    #expect(WordOccurrence(range: 10..<15, in: cut) == nil, "a piece is missing")
    #expect(
      WordOccurrence.all(of: WordSearch("mole", withForms: true), in: cut).map(\.positions) == [[1], [3]])
  }

  @Test func theVectorIsTheMeanOfThePieces() throws {
    let states = Matrix(rows: 6, columns: 1, [0, 1, 2, 3, 4, 8])
    let word = try #require(WordOccurrence(range: 10..<15, in: encoding))
    #expect(word.vector(in: states) == [6])
  }
}
