import Testing

@testable import Session

struct SentenceTests {
  @Test func theMarkMakesAPair() {
    #expect(
      Sentence(line: "I want to embed. ||| Maybe now")
        == Sentence(text: "I want to embed.", pair: "Maybe now"))
    #expect(Sentence(line: "a | b") == Sentence(text: "a | b"))
    #expect(Sentence(line: "a ||| b ||| c") == Sentence(text: "a ||| b ||| c"))
    #expect(Sentence(line: "a |||").pair == "")
  }

  @Test func white() {
    #expect(trimmed("  a b \n") == "a b")
    #expect(trimmed(" \t") == "")
    // A combining mark after a space belongs to it for Character, not for scalars.
    #expect(trimmed(" \u{301}a ") == "\u{301}a")
  }
}
