import Testing

@testable import Tokenization

struct OffsetTrimmingTests {
  @Test func spacesAtEitherEndAreLeftOut() {
    let trim = OffsetTrimming(addsPrefixSpace: false)
    #expect(trim(3..<7, of: "Ġabc", isFirst: false) == 4..<7)
    #expect(trim(3..<7, of: "abcĠ", isFirst: false) == 3..<6)
    #expect(trim(3..<5, of: "ĠĠ", isFirst: false) == 5..<5)
    #expect(trim(3..<7, of: "aĠbc", isFirst: false) == 3..<7)
  }

  @Test func theSpaceThatWasAddedIsNoScalar() {
    let trim = OffsetTrimming(addsPrefixSpace: true)
    #expect(trim(0..<3, of: "Ġabc", isFirst: true) == 0..<3)
    #expect(trim(5..<9, of: "Ġabc", isFirst: false) == 6..<9)
    #expect(trim(0..<2, of: "ĠĠ", isFirst: true) == 2..<2)
  }
}
