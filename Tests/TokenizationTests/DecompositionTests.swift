import Testing

@testable import Tokenization

struct DecompositionTests {
  private func decomposed(_ text: String) -> (text: [Unicode.Scalar], origins: [Int]) {
    let result = MappedText(text).decomposed()
    return (result.elements.map(\.scalar), result.elements.map(\.origin))
  }

  @Test func oneCanBecomeThree() {
    let result = decomposed("aǖ각")
    #expect(result.text == ["a", "u", "\u{308}", "\u{304}", "\u{1100}", "\u{1161}", "\u{11A8}"])
    #expect(result.origins == [0, 1, 1, 1, 2, 2, 2])
  }

  /// A mark below (class 220) goes before one above (230); origins are dealt out in order.
  @Test func marksAreOrderedByClass() {
    let result = decomposed("a\u{301}\u{323}b")
    #expect(result.text == ["a", "\u{323}", "\u{301}", "b"])
    #expect(result.origins == [0, 1, 2, 3])
    #expect(decomposed("á\u{323}").text == ["a", "\u{323}", "\u{301}"])
    #expect(decomposed("á\u{323}").origins == [0, 1, 1])
  }

  @Test func marksOfOneClassKeepTheirOrder() {
    #expect(decomposed("a\u{301}\u{300}").text == ["a", "\u{301}", "\u{300}"])
  }

  /// U+11938 decomposes since Unicode 13; the reference's tables are of 12.1.
  @Test func newerDecompositionsAreNotMade() {
    #expect(decomposed("\u{11938}").text == ["\u{11938}"])
  }
}
