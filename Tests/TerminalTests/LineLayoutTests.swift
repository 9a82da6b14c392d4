import Testing

@testable import Terminal

struct LineLayoutTests {
  func layout(_ line: String, at cursor: Int? = nil, columns: Int = 10) -> LineLayout {
    LineLayout(prompt: "> ", line: line, cursor: cursor ?? line.utf8.count, columns: columns)
  }

  @Test func theCursorStandsAfterPromptAndText() {
    #expect(layout("abc").cursor == .init(row: 0, column: 5))
    #expect(layout("abc", at: 1).cursor == .init(row: 0, column: 3))
    #expect(layout("abc", at: 1).end == .init(row: 0, column: 5))
  }

  @Test func rowsWrapAtTheMargin() {
    #expect(layout("12345678").end == .init(row: 1, column: 0))
    #expect(layout("123456789").end == .init(row: 1, column: 1))
    #expect(layout("1234567東").end == .init(row: 1, column: 2))  // does not fit the last column
  }

  @Test func newlinesTabsAndControls() {
    #expect(layout("a\nbc").end == .init(row: 1, column: 2))
    #expect(layout("a\tb").end == .init(row: 0, column: 9))
    #expect(layout("\u{1b}").end == .init(row: 0, column: 4))  // shown as ^[
  }

  @Test func theCursorCountsBytes() {
    #expect(layout("東京", at: 3).cursor == .init(row: 0, column: 4))
  }

  @Test func knowsWhatLibeditCountsOtherwise() {
    #expect(!layout("plain naïve").isUneven)
    #expect(layout("e\u{301}").isUneven)
    #expect(layout("👨‍👩‍👧").isUneven)
    #expect(layout("\u{202e}").isUneven)
  }

  @Test func drawsNothingThatMovesTheCursor() {
    #expect(LineLayout.drawn("a\u{1b}[2J\n\u{202e}b\u{7f}é") == "a^[[2J\r\n⟨U+202E⟩b^?é")
  }
}
