import Testing

@testable import Tokenization

struct WordTests {
  @Test func piecesStandTogether() throws {
    let tokenizer = try Tokenizer(directory: defaultModel)
    let encoding = try tokenizer.encode("Tunneling, 東京!", pair: "[MASK] moles")
    let words = tokenizer.words(of: encoding)
    #expect(
      words.map(\.text) == ["[CLS]", "Tunneling", ",", "東", "京", "!", "[SEP]", "[MASK]", "moles", "[SEP]"])
    #expect(words.flatMap(\.positions) == Array(encoding.tokens.indices))
    #expect(words[1].positions.count > 1)
    #expect(words[8].origin == .pair)
  }

  @Test func byteLevelPiecesToo() throws {
    let tokenizer = try Roberta.plain.get()
    let encoding = try tokenizer.encode("Tunnelings aren't 東京 🙂.")
    let words = tokenizer.words(of: encoding)
    #expect(words.map(\.text) == ["<s>", "Tunnelings", "aren", "'t", "東京", "🙂", ".", "</s>"])
    #expect(words.flatMap(\.positions) == Array(encoding.tokens.indices))
  }
}
