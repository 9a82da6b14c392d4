import Testing

@testable import Display

struct WrappedTextTests {
  @Test func breaksAtSpaces() {
    let text = StyledText("The mole dug a ") + StyledText("long tunnel", Style(bold: true)) + "."
    #expect(text.wrapped(to: 12).map { $0.plain() } == ["The mole dug", "a long", "tunnel."])
    #expect(text.wrapped(to: 12, indent: 2).map { $0.plain() } == ["The mole dug", "  a long", "  tunnel."])
    #expect(text.wrapped(to: 80).map { $0.plain() } == ["The mole dug a long tunnel."])
  }

  @Test func cutsWhatCannotBreak() {
    #expect(StyledText("a incomprehensible b").wrapped(to: 8).map { $0.plain() } == ["a", "incompr…", "b"])
    #expect(StyledText("").wrapped(to: 8) == [""])
  }
}
