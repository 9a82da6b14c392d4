import Foundation
import Testing

@Suite(.serialized) struct HistoryTests {
  @Test func theNextSessionHasTheLinesOfThisOne() throws {
    let first = try TalpaOnTerminal()
    defer { first.removeHome() }
    first.waitForPrompt()
    first.enter("remember the mole")
    first.enter("and the vole")
    first.enter("remember the mole")
    first.pty.send("\u{4}")
    #expect(first.pty.waitForExit() == .status(0))

    let file = first.home.appending(path: ".local/state/talpa/history")
    #expect(try String(contentsOf: file, encoding: .utf8) == "and the vole\nremember the mole\n")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    let second = try TalpaOnTerminal(home: first.home)
    second.waitForPrompt()
    second.pty.send("\u{1b}[A\u{1b}[A")
    second.wait("the line before the last") { $0.lastLine == "› and the vole" }
  }

  @Test func sessionsAtOnceKeepEachOthersLines() throws {
    let one = try TalpaOnTerminal()
    defer { one.removeHome() }
    let other = try TalpaOnTerminal(home: one.home)
    one.waitForPrompt()
    other.waitForPrompt()
    one.enter("from one")
    other.enter("from the other")
    for session in [one, other] {
      session.pty.send("\u{4}")
      #expect(session.pty.waitForExit() == .status(0))
    }
    let file = one.home.appending(path: ".local/state/talpa/history")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(Set(lines) == ["from one", "from the other"])
  }
}
