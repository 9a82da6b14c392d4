import Testing

@testable import Tokenization

struct PreTokenizerTests {
  private func words(_ text: String) -> [String] {
    let text = MappedText(text)
    return PreTokenizer.words(of: text).map(text.string)
  }

  @Test func spaceSeparatesAndPunctuationStandsAlone() {
    #expect(
      words("  It's a mole, isn't it?! ") == [
        "It", "'", "s", "a", "mole", ",", "isn", "'", "t", "it", "?", "!",
      ])
    #expect(words("$5 «ça»") == ["$", "5", "«", "ça", "»"])
    #expect(words("") == [])
    #expect(words(" ") == [])
  }
}
