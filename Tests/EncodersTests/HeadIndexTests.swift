import Testing

@testable import Encoders

@Suite struct HeadIndexTests {
  @Test(arguments: [("1.1", 0, 0), ("5.3", 4, 2), ("24.16", 23, 15)])
  func countsFromOneInWords(text: String, layer: Int, head: Int) {
    let index = HeadIndex(layer: layer, head: head)
    #expect(index.description == text)
    #expect(HeadIndex(text) == index)
  }

  @Test(arguments: [
    "", ".", "5", "5.", ".3", "5.3.1", "5..3", "5.3.", ".5.3", "0.1", "1.0", "-1.2", "+1.2", "1.+2", " 1.2",
    "1.2 ", "1,2", "a.b", "01.2", "1.02", "٥.٣", "1.2\u{301}", "99999999999999999999.1",
  ])
  func readsNothingElse(text: String) {
    #expect(HeadIndex(text) == nil)
  }

  @Test func theLargestNumberIsANumber() {
    #expect(HeadIndex("\(Int.max).\(Int.max)") == HeadIndex(layer: Int.max - 1, head: Int.max - 1))
  }

  @Test func layersComeFirst() {
    let sorted = ["2.1", "1.12", "1.2", "10.1"].compactMap { HeadIndex($0) }.sorted()
    #expect(sorted.map(\.description) == ["1.2", "1.12", "2.1", "10.1"])
  }
}
