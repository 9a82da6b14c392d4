import Testing

@testable import Display

struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("mole", 4), ("naïve", 5), ("e\u{301}", 1), ("土竜", 4), ("모그라", 6), ("ｱ", 1), ("Ａ", 2), ("…", 1),
    ("🐾", 2), ("👩‍🚀", 2), ("🇫🇮", 2), ("👋🏽", 2), ("❤️", 2), ("❤", 1), ("☺︎", 1), ("↔", 1), ("〈", 2), ("◌\u{301}", 1),
    ("שלום", 4), ("\u{200e}", 0), ("का", 2), ("क्ष", 2), ("\u{1112}\u{1161}\u{11ab}", 2),
    ("\u{115f}\u{1161}", 2),
    ("䷀", 1), ("\u{20000}", 2),
  ])
  func countsColumns(text: String, columns: Int) {
    #expect(TextWidth.of(text) == columns)
  }
}
