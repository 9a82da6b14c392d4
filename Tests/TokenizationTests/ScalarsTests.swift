import Foundation
import Testing

@testable import Tokenization

/// Each class of scalars against the reference's own answers in unicode.txt.
struct ScalarsTests {
  @Test(arguments: ["dropped", "space", "punctuation", "mark", "ideograph", "letter", "number"])
  func agreesWithTheReference(_ name: String) throws {
    let holds: (Unicode.Scalar) -> Bool =
      switch name {
      case "dropped": \.isDroppedByCleaning
      case "space": { $0.isSpace && !$0.isDroppedByCleaning }
      case "punctuation": \.isPunctuation
      case "mark": \.isNonspacingMark
      case "ideograph": \.isIdeograph
      case "letter": \.isLetter
      default: \.isNumber
      }
    let text = try String(contentsOfFile: fixtures + "/tokens/unicode.txt", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
    let ranges = line.split(separator: " ").dropFirst().map { range in
      range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
    }
    var expected = Set<UInt32>()
    for ends in ranges { expected.formUnion(ends[0]...ends[1]) }
    // The planes above the first two are left to their edges: half of all scalars, and few ranges.
    let edges = ranges.flatMap { [$0[0] &- 1, $0[0], $0[1], $0[1] + 1] }.filter { 0x20000..<0x110000 ~= $0 }
    let wrong = (Array(0..<0x20000) + edges).compactMap { Unicode.Scalar($0) }.filter {
      holds($0) != expected.contains($0.value)
    }
    #expect(wrong.map { String($0.value, radix: 16) } == [])
  }
}
