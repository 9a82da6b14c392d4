import Testing

@testable import Display

@Suite struct SnippetTests {
  private let text = "For ten long years the mole reported to his handlers in Moscow."

  private func snippet(_ width: Int) -> String {
    Snippet(text, around: 23..<27).line(width: width, word: Style(bold: true)).plain()
  }

  @Test func keepsTheWordInTheMiddle() {
    #expect(snippet(80) == text)
    #expect(snippet(24) == "…ears the mole reported…")
    #expect(snippet(10) == "…e mole r…")
    #expect(snippet(4) == "mole")
    #expect(snippet(3) == "mo…")
  }

  @Test(arguments: 1...70)
  func isNeverWiderThanItsPlace(width: Int) {
    #expect(snippet(width).count <= width)
  }

  /// Room that one side does not need goes to the other.
  @Test func atTheEnds() {
    #expect(
      Snippet("mole rats live in colonies", around: 0..<4).line(width: 12, word: .plain).plain()
        == "mole rats l…")
    #expect(
      Snippet("we met the mole", around: 11..<15).line(width: 12, word: .plain).plain() == "…et the mole")
  }

  @Test func wideAndHostileText() {
    let line = Snippet("鼹鼠鼹鼠鼹鼠 \u{1b}[2Jmole 鼹鼠鼹鼠", around: 11..<15).line(width: 16, word: .plain)
    #expect(line.width <= 16)
    #expect(line.plain().contains("mole"))
    #expect(!line.plain().unicodeScalars.contains("\u{1b}"))
    #expect(Snippet("short", around: 90..<95).line(width: 10, word: .plain).plain() == "short")
  }
}
