import Testing

@testable import Terminal

struct PromptTextTests {
  @Test func plainPromptsStay() {
    #expect(PromptText.marked("› ") == "› ")
    #expect(PromptText.visible("› ") == "› ")
  }

  @Test func escapesStandBetweenMarks() {
    #expect(PromptText.marked("\u{1b}[1m›\u{1b}[0m ") == "\u{1}\u{1b}[1m\u{1}›\u{1}\u{1b}[0m\u{1} ")
    #expect(PromptText.visible("\u{1b}[1;38;5;12m›\u{1b}[0m ") == "› ")
  }

  @Test func neighboursShareOnePairOfMarks() {
    #expect(PromptText.marked("\u{1b}[1m\u{1b}[36m› ") == "\u{1}\u{1b}[1m\u{1b}[36m\u{1}› ")
  }

  /// libedit would drop an escape that nothing follows, and the colour would run on.
  @Test func anEscapeAtTheEndMovesBeforeTheLastCharacter() {
    #expect(PromptText.marked("\u{1b}[1m› \u{1b}[0m") == "\u{1}\u{1b}[1m\u{1}›\u{1}\u{1b}[0m\u{1} ")
    #expect(PromptText.marked("\u{1b}[1m>\u{1b}[0m") == "\u{1}\u{1b}[1m\u{1b}[0m\u{1}>")
  }

  @Test func nothingIsNothing() {
    #expect(PromptText.marked("") == "")
  }
}
