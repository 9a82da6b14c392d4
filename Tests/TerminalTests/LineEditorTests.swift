import Testing

@testable import Terminal

/// What needs no terminal; the rest is in EndToEndTests.
struct LineEditorTests {
  @Test func aPasteIsOneEntry() {
    #expect(LineEditor.insertable("one\r\ntwo\rthree\n\n") == "one\ntwo\nthree")
    #expect(LineEditor.insertable("a\r\r\nb") == "a\n\nb")
    #expect(LineEditor.insertable("nul\0 esc\u{1b}") == "nul esc\u{1b}")
  }
}
