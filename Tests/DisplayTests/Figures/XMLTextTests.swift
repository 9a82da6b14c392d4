import Testing

@testable import Display

struct XMLTextTests {
  @Test func escapesMarkup() {
    #expect(xmlText("<a href=\"x\">&amp;</a>") == "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;")
  }

  @Test func leavesOutWhatXMLForbids() {
    #expect(xmlText("a\u{0}\u{b}\u{1f}\u{fffe}\u{ffff}b\t\n😀") == "ab\t\n😀")
  }

  @Test func keepsOtherLetters() {
    #expect(xmlText("e\u{301} 土竜 שלום") == "e\u{301} 土竜 שלום")
  }
}
