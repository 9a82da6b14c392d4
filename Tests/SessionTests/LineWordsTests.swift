import Testing

@testable import Session

struct LineWordsTests {
  private func words(_ line: String) -> [String] { LineWords(line).words.map(\.text) }

  @Test func splitsAsAShellDoes() {
    #expect(words("tokens --pair 'a b'  \"c \\\" d\"") == ["tokens", "--pair", "a b", "c \" d"])
    #expect(words("a\\ b c") == ["a b", "c"])
    #expect(words("  ") == [])
    #expect(words("''") == [""])
  }

  @Test func marksInsideWordsAreText() {
    #expect(words("don't say \"no\"") == ["don't", "say", "no"])
    #expect(words("5\" wide") == ["5\"", "wide"])
  }

  /// A quote that never closes was an apostrophe: nothing is lost.
  @Test func openQuotesAreText() { #expect(words("tokens 'tis so") == ["tokens", "'tis so"]) }

  @Test func aSentenceKeepsItsSpacesAndMarks() {
    let line = LineWords("tokens --literal The  \"mole\\n dug")
    #expect(line.keepingText(ofLast: 2) == ["tokens", "--literal", "The  \"mole\\n dug"])
    let quoted = LineWords("tokens \"The mole\" \"dug\"")
    #expect(quoted.keepingText(ofLast: 2) == ["tokens", "The mole", "dug"])
  }
}
