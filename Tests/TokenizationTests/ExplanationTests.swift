import Testing

@testable import Tokenization

struct ExplanationTests {
  @Test func everyStageOfWordPiece() throws {
    let explanation = try tokenizer("em ##bed ! 日").explain("  Émbed!日\u{0}")
    #expect(
      explanation.stages.map(\.name) == [
        "clean", "split CJK", "strip accents", "lower-case", "split words and punctuation",
      ])
    #expect(
      explanation.stages.map(\.text) == [
        "  Émbed!日", "  Émbed! 日 ", "  Embed! 日 ", "  embed! 日 ", "embed | ! | 日",
      ])
    #expect(explanation.words.map(\.pieces) == [["em", "##bed"], ["!"], ["日"]])
    #expect(explanation.words.map(\.range) == [2..<7, 7..<8, 8..<9])
    #expect(explanation.words[0].steps == ["longest match: em", "longest match: ##bed"])
  }

  @Test func whyAWordIsUnknown() throws {
    let tokenizer = try tokenizer("em ##b")
    let word = tokenizer.explain("embex").words[0]
    #expect(word.pieces == ["[UNK]"])
    #expect(word.steps == ["longest match: em", "longest match: ##b"])
    #expect(word.whyUnknown?.contains("'ex'") == true)
    let long = tokenizer.explain(String(repeating: "e", count: 101)).words[0]
    #expect(long.whyUnknown?.contains("101 characters") == true)
  }

  @Test func typedSpecials() throws {
    let tokenizer = try tokenizer("a [ ] mask")
    let explanation = tokenizer.explain("a[MASK]a")
    #expect(explanation.typedSpecials == ["[MASK]"])
    #expect(explanation.words.map(\.text) == ["a", "[MASK]", "a"])
    #expect(explanation.words.map(\.range) == [0..<1, 1..<7, 7..<8])
    #expect(tokenizer.explain("a[MASK]a", literal: true).typedSpecials == [])
  }

  @Test func mergesInOrder() throws {
    let word = try Roberta.plain.get().explain(" mole").words[0]
    #expect(word.steps == ["Ġm o l e", "Ġm o le", "Ġm ole", "Ġmole"])
    #expect(word.pieces == ["Ġmole"])
  }

  /// What is explained is what is encoded.
  @Test(arguments: ["The mole dug.", "Éé 日本 [MASK] x", "", " ", "'ll\u{301} <mask>"])
  func agreesWithEncoding(_ text: String) throws {
    for tokenizer in [try Tokenizer(directory: defaultModel), try Roberta.plain.get()] {
      let pieces = tokenizer.explain(text).words.flatMap(\.pieces)
      #expect(try tokenizer.encode(text).tokens.filter { $0.origin == .text }.map(\.text) == pieces)
    }
  }
}
