import Testing

@testable import Display

struct StyledTextTests {
  let red = Style(foreground: .palette(1))

  @Test func isSafeFromTheFirst() {
    #expect(StyledText("a\u{1b}[2J").plain() == "a␛[2J")
    #expect(("\u{202e}" as StyledText).plain() == "⟨U+202E⟩")
    #expect(("x\("\u{7}")" as StyledText).plain() == "x␇")
  }

  @Test func joinsRunsOfOneStyle() {
    let text = StyledText("mo", red) + StyledText("le", red) + "s"
    #expect(text.runs.map(\.text) == ["mole", "s"])
    #expect(text.width == 5)
    #expect(text.plain() == "moles")
    #expect((StyledText("") + StyledText("", red)).isEmpty)
  }

  @Test func printsAsTheDepthAllows() {
    let text = StyledText("a", Style(foreground: .rgb(255, 0, 0), bold: true)) + "b"
    #expect(text.ansi(.truecolor) == "\u{1b}[0;1;38;2;255;0;0ma\u{1b}[0mb")
    #expect(text.ansi(.ansi256) == "\u{1b}[0;1;38;5;196ma\u{1b}[0mb")
    #expect(text.ansi(.ansi16) == "\u{1b}[0;1;91ma\u{1b}[0mb")
    #expect(text.ansi(.none) == "ab")
  }

  @Test func fitsToColumns() {
    #expect(StyledText("mole").fitted(to: 6).plain() == "mole  ")
    #expect(StyledText("mole").fitted(to: 6, align: .right).plain() == "  mole")
    #expect(StyledText("mole").fitted(to: 7, align: .center).plain() == " mole  ")
    #expect(StyledText("mole").fitted(to: 3).plain() == "mo…")
    #expect(StyledText("mole").fitted(to: 1).plain() == "…")
    #expect(StyledText("mole").fitted(to: 0).plain() == "")
    #expect(StyledText("土竜土竜").fitted(to: 6).plain() == "土竜… ")
    #expect(
      (StyledText("mo", red) + StyledText("lehill")).truncated(to: 5).runs.map(\.text) == ["mo", "le…"])
    #expect((StyledText("mole", red) + StyledText("hill")).truncated(to: 4).runs.map(\.text) == ["mol…"])
  }

  @Test func keepsRightToLeftWordsInPlace() {
    let cell = StyledText("שלום").fitted(to: 6)
    #expect(cell.plain() == "\u{200e}שלום\u{200e}  ")
    #expect(cell.width == 6)
  }
}
