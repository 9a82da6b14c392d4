import Tensors
import Testing
import Tokenization

@testable import Analysis

struct PieceChoiceTests {
  @Test func whichPiecesAreRead() throws {
    let tokens = [(1, 0..<2), (2, 2..<4), (3, 4..<5)].map {
      Token(id: $0.0, text: "", range: $0.1, origin: .text)
    }
    let encoding = Encoding(tokens: tokens, segments: [0, 0, 0], mask: [1, 1, 1], text: "moles")
    let word = try #require(WordOccurrence(range: 0..<5, in: encoding))
    let states = Matrix(rows: 3, columns: 2, [1, 10, 2, 20, 6, 60])
    #expect(word.vector(in: states, pieces: .mean) == [3, 30])
    #expect(word.vector(in: states, pieces: .first) == [1, 10])
    #expect(word.vector(in: states, pieces: .last) == [6, 60])
    #expect(word.vector(in: states, pieces: .mean) == word.vector(in: states))
  }
}
