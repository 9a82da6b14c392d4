import Foundation
import Testing

@testable import Terminal

@Suite(.serialized) struct PagerTests {
  let size = TerminalInfo.Size(rows: 4, columns: 10)

  @Test func onlyWhatIsLongerThanTheScreenNeedsOne() {
    #expect(!Pager.isLonger("1\n2\n3", than: size))
    #expect(Pager.isLonger("1\n2\n3\n", than: size))
    #expect(Pager.isLonger("1\n2\n12345678901", than: size))  // the last line takes two rows
    #expect(!Pager.isLonger("1\n2\n\u{1b}[1m1234567890\u{1b}[0m", than: size))
  }

  @Test func theTextGoesThroughTheCommand() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "talpa-pager-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(Pager(command: "cat >'\(file.path)'").show("東京\nline\n"))
    #expect(try String(contentsOf: file, encoding: .utf8) == "東京\nline\n")
  }

  @Test func aPagerThatStopsReadingIsNoFailure() {
    #expect(Pager(command: "head -n 1 >/dev/null").show(String(repeating: "line\n", count: 200_000)))
  }

  @Test func aPagerThatIsNotThereShowsNothing() {
    #expect(!Pager(command: "exec 2>/dev/null; talpa-has-no-such-pager").show("text"))
  }
}
