import Testing

@testable import Terminal

struct KeyDecoderTests {
  func keys(_ text: String) -> [KeyDecoder.Key] { keys(Array(text.utf8)) }

  func keys(_ bytes: [UInt8]) -> [KeyDecoder.Key] {
    var decoder = KeyDecoder()
    return bytes.flatMap { decoder.take($0) }
  }

  @Test func charactersComeWhole() {
    #expect(keys("aé東👩") == [.character("a"), .character("é"), .character("東"), .character("👩")])
  }

  @Test func brokenUTF8BecomesReplacementsAndLosesNothingElse() {
    #expect(keys([0xe6, 0x9d, 0x41]) == [.character("\u{fffd}"), .character("A")])
    #expect(keys([0xff, 0x41]) == [.character("\u{fffd}"), .character("A")])
    #expect(keys([0xc3, 0x1b, 0x5b, 0x41]) == [.character("\u{fffd}"), .sequence("\u{1b}[A")])
  }

  @Test(arguments: ["\u{1b}[A", "\u{1b}OA", "\u{1b}[3~", "\u{1b}[1;5C", "\u{1b}[?1;2c", "\u{1b}[[A"])
  func sequencesComeWhole(sequence: String) {
    #expect(keys(sequence + "x") == [.sequence(sequence), .character("x")])
  }

  @Test func metaIsEscapeAndAKey() {
    #expect(keys("\u{1b}f") == [.character("\u{1b}"), .character("f")])
    #expect(keys("\u{1b}é") == [.character("\u{1b}"), .character("é")])
  }

  @Test func escapeAloneWaitsForTime() {
    var decoder = KeyDecoder()
    #expect(decoder.take(0x1b) == [])
    #expect(decoder.awaitsSequence)
    #expect(decoder.flush() == [.character("\u{1b}")])
    #expect(!decoder.awaitsSequence)
    #expect(decoder.take(UInt8(ascii: "a")) == [.character("a")])
  }

  @Test func twoEscapesAreTwoKeys() {
    #expect(keys("\u{1b}\u{1b}[A") == [.character("\u{1b}"), .sequence("\u{1b}[A")])
  }

  @Test func anEndlessSequenceIsGivenUp() {
    let keys = keys("\u{1b}[" + String(repeating: "1", count: 100))
    #expect(keys.count == 102 && !keys.contains { if case .sequence = $0 { true } else { false } })
  }

  @Test func aPasteComesWhole() {
    let pasted = "one\r\ntwo \u{1b}[31mred\u{1b}[20 東京\t"
    #expect(keys("\u{1b}[200~\(pasted)\u{1b}[201~x") == [.paste(pasted, lost: 0), .character("x")])
    #expect(keys("\u{1b}[200~\u{1b}\u{1b}[201~") == [.paste("\u{1b}", lost: 0)])
  }

  @Test func aHugePasteIsCutAndCounted() {
    let size = KeyDecoder.pasteLimit + 3
    let paste = "\u{1b}[200~" + String(repeating: "a", count: size) + "\u{1b}[201~x"
    let expected = String(repeating: "a", count: KeyDecoder.pasteLimit)
    #expect(keys(paste) == [.paste(expected, lost: 3), .character("x")])
  }
}
