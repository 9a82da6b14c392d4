import Testing

@testable import Display

struct VisibleTextTests {
  @Test(arguments: [
    ("plain ASCII ~", "plain ASCII ~"),
    ("a\u{1b}[2Jb", "a␛[2Jb"),
    ("tab\tnew\nline\r\n", "tab␉new␊line␍␊"),
    ("\0\u{7f}\u{9b}31m", "␀␡⟨U+009B⟩31m"),
    ("a\u{202e}b\u{2066}c", "a⟨U+202E⟩b⟨U+2066⟩c"),
    ("a\u{200b}b\u{feff}c\u{ad}d", "a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+00AD⟩d"),
    ("a\u{2028}b\u{2029}c", "a⟨U+2028⟩b⟨U+2029⟩c"),
    ("x\u{e0041}\u{fff9}", "x⟨U+E0041⟩⟨U+FFF9⟩"),
    ("\u{378}\u{ffff}", "⟨U+0378⟩⟨U+FFFF⟩"),
    ("\u{3164}\u{115f}", "⟨U+3164⟩⟨U+115F⟩"),
    ("naïve 土竜 שלום 🐾", "naïve 土竜 שלום 🐾"),
  ])
  func showsWhatWouldActOrHide(text: String, visible: String) {
    #expect(VisibleText.of(text) == visible)
    #expect(VisibleText.of(visible) == visible)
  }

  @Test func keepsTheJoinersOfEmojiOnly() {
    #expect(VisibleText.of("👩‍🚀❤️🇫🇮👋🏽") == "👩‍🚀❤️🇫🇮👋🏽")
    #expect(VisibleText.of("👩\u{200d}") == "👩⟨U+200D⟩")
    #expect(VisibleText.of("a\u{200d}b\u{200c}c") == "a⟨U+200D⟩b⟨U+200C⟩c")
    #expect(VisibleText.of("a\u{fe0f}") == "a⟨U+FE0F⟩")
    #expect(VisibleText.of("\u{1f1eb}") == "⟨U+1F1EB⟩")
  }

  @Test func givesALoneMarkSomethingToSitOn() {
    #expect(Array(VisibleText.of("\u{301}a").unicodeScalars) == ["◌", "\u{301}", "a"])
    #expect(Array(VisibleText.of("e\u{301}").unicodeScalars) == ["e", "\u{301}"])
    #expect(Array(VisibleText.of("\u{1161}").unicodeScalars) == ["\u{115f}", "\u{1161}"])
    #expect(
      Array(VisibleText.of("##\u{11ab}").unicodeScalars) == ["#", "#", "\u{115f}", "\u{1160}", "\u{11ab}"])
    #expect(Array(VisibleText.of("\u{1112}\u{1161}\u{11ab}").unicodeScalars).count == 3)
  }

  @Test(arguments: ["\u{301}a", "\u{1161}", "##\u{11ab}", "👩\u{200d}", "\u{1f1eb}", "a\u{fe0f}"])
  func leavesWhatIsVisibleAlone(text: String) {
    let visible = VisibleText.of(text)
    #expect(Array(VisibleText.of(visible).unicodeScalars) == Array(visible.unicodeScalars))
  }

  @Test func letsNothingDangerousThroughFromAnywhere() {
    for value in [
      0...0x3100, 0xfe00...0x10000, 0x1_1000...0x1_3500, 0x1_d100...0x1_d200, 0xe_0000...0xe_0200,
    ].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      for visible in VisibleText.of("a" + String(Character(scalar))).unicodeScalars.dropFirst() {
        let category = visible.properties.generalCategory
        let isSafe = ![.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
        if !isSafe {
          Issue.record("U+\(String(value, radix: 16)) lets \(visible.escaped(asASCII: true)) through")
        }
      }
    }
  }

  @Test func aLetterWithManyMarksTakesNoLonger() {
    let text = "a" + String(repeating: "\u{301}", count: 100_000)
    let time = ContinuousClock().measure { _ = VisibleText.of(text) }
    #expect(time < .seconds(3))
  }
}
