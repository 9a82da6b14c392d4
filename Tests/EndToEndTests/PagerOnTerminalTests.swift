import Foundation
import Testing

@Suite(.serialized) struct PagerOnTerminalTests {
  /// Shows that it was asked and what it was given, and waits for Ctrl-C as `less` would.
  static let pager = "trap 'echo pager interrupted' INT; wc -l; read answer </dev/tty; echo pager ends"

  @Test func longOutputGoesThroughThePagerAndControlCIsThePagers() throws {
    let talpa = try TalpaOnTerminal(rows: 10, environment: ["PAGER": Self.pager])
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send(":help\r")
    talpa.wait("the pager") { !$0.takesPastes && $0.lines.contains { Int($0.trimming) != nil } }
    talpa.pty.send("\u{3}\r")
    talpa.waitForPrompt()
    #expect(talpa.pty.screen.contains("pager"))
    talpa.enter("a mole")
  }

  @Test func withoutThePagerTheOutputIsShownAsItIs() throws {
    let talpa = try TalpaOnTerminal(rows: 10, environment: ["PAGER": "talpa-has-no-such-pager 2>/dev/null"])
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.enter(":help")
    #expect(String(decoding: talpa.pty.output, as: UTF8.self).contains("tokens"))
  }
}

extension String {
  fileprivate var trimming: String { trimmingCharacters(in: .whitespaces) }
}
