import Testing

@testable import Display

struct StyleTests {
  @Test func writesItsEscapeSequence() {
    let style = Style(
      foreground: .palette(9), background: .palette(4), dim: true, italic: true, underline: true,
      reverse: true)
    #expect(style.escapeSequence(.ansi16) == "\u{1b}[0;2;3;4;7;91;44m")
    #expect(Style(background: .palette(12)).escapeSequence(.ansi16) == "\u{1b}[0;104m")
    #expect(Style.plain.escapeSequence(.truecolor) == "\u{1b}[0m")
    #expect(style.escapeSequence(.none) == "")
  }
}
