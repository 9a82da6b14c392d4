import Testing

@testable import Tokenization

struct EncodingTests {
  @Test func slicesCountScalars() {
    let family = "👩‍👧"  // three scalars, one Character
    let token = Token(id: 1, text: "x", range: 3..<4, origin: .pair)
    let encoding = Encoding(tokens: [token], segments: [0], mask: [1], text: "", pair: family + "é!")
    #expect(encoding.slice(of: token) == "é")
  }

  @Test func slicesOutsideTheTextAreEmpty() {
    let token = Token(id: 1, text: "x", range: 3..<9, origin: .text)
    #expect(Encoding(tokens: [token], segments: [0], mask: [1], text: "ab").slice(of: token) == "")
    let special = Token(id: 1, text: "[CLS]", range: 0..<0, origin: .special)
    #expect(Encoding(tokens: [special], segments: [0], mask: [1], text: "ab").slice(of: special) == "")
  }
}
