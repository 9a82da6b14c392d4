import Testing

@testable import Tokenization

struct ByteLevelPreTokenizerTests {
  private func words(_ text: String) -> [String] {
    let text = MappedText(text)
    return ByteLevelPreTokenizer.words(of: text).map(text.string)
  }

  @Test func aSpaceGoesWithItsWord() {
    #expect(words("The mole dug 12 holes!!") == ["The", " mole", " dug", " 12", " holes", "!!"])
    #expect(words("a1b") == ["a", "1", "b"])
  }

  @Test func ofSeveralSpacesTheLastGoesWithTheWord() {
    #expect(words("a   b") == ["a", "  ", " b"])
    #expect(words("a\n b") == ["a", "\n", " b"])
    #expect(words("a\nb") == ["a", "\n", "b"])
    #expect(words("a  ") == ["a", "  "])
    #expect(words(" ") == [" "])
  }

  @Test func contractions() {
    #expect(words("I'll don't we've 'S") == ["I", "'ll", " don", "'t", " we", "'ve", " '", "S"])
    #expect(words("'") == ["'"])
    #expect(words("'l") == ["'", "l"])
  }

  /// U+A7CE is a letter since Unicode 17; the reference's tables are of 16.
  @Test func newerLettersAreOther() {
    #expect(words("a\u{A7CE}b") == ["a", "\u{A7CE}", "b"])
  }
}
