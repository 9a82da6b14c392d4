import Testing

@testable import Session

struct LineReaderTests {
  private func lines(_ bytes: [UInt8], limit: Int = 1000) -> [LineReader.Line] {
    let reader = LineReader(descriptor: readEnd(of: bytes), limit: limit)
    var lines: [LineReader.Line] = []
    while let line = reader.next() { lines.append(line) }
    return lines
  }

  @Test func endsOfLines() {
    #expect(lines(Array("a\nb\r\n\nc".utf8)) == [.text("a"), .text("b"), .text(""), .text("c")])
    #expect(lines([]) == [])
    #expect(lines(Array("\n".utf8)) == [.text("")])
  }

  @Test func whatIsNoText() {
    #expect(lines([0x61, 0xFF, 0x0A, 0x62, 0x0A]) == [.notUTF8, .text("b")])
    #expect(lines([0x00, 0x0A]) == [.text("\0")])
  }

  /// Its bytes are dropped while they come; what follows is read.
  @Test func longLines() {
    let long = Array(repeating: UInt8(ascii: "x"), count: 500_000)
    #expect(lines(long + Array("\nnext".utf8)) == [.tooLong(limit: 1000), .text("next")])
    #expect(lines(long) == [.tooLong(limit: 1000)])
    let exact = Array(repeating: UInt8(ascii: "x"), count: 1000)
    #expect(lines(exact + [0x0A]) == [.text(String(repeating: "x", count: 1000))])
  }

  @Test func manyLinesKeepTheirOrder() {
    let text = (0..<50_000).map { "line \($0)\n" }.joined()
    let found = lines(Array(text.utf8))
    #expect(found.count == 50_000)
    #expect(found.last == .text("line 49999"))
  }
}
