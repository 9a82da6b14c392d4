import Foundation
import Testing

/// However the program ends, the terminal is as it was, and the exit tells the truth.
@Suite(.serialized) struct RestoredTerminalTests {
  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE])
  func aSignalWhileALineIsEdited(signal: Int32) throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("half a sen")
    talpa.wait("the line") { $0.lastLine.hasPrefix("› half a sen") }
    #expect(talpa.pty.settings != talpa.settingsBefore)  // else the test shows nothing
    talpa.pty.signal(signal)
    #expect(talpa.pty.waitForExit() == .signal(signal))
    talpa.expectRestored()
    #expect(talpa.pty.cursor.column == 0)  // the shell's prompt starts on a row of its own
  }

  @Test(arguments: [SIGTERM, SIGSEGV])
  func aSignalWhileACommandRuns(signal: Int32) throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send(":bench --tokens 512\r")
    talpa.wait("the work") { !$0.takesPastes }
    talpa.pty.signal(signal)
    #expect(talpa.pty.waitForExit() == .signal(signal))
    talpa.expectRestored()
  }

  @Test func quit() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send(":quit\r")
    #expect(talpa.pty.waitForExit() == .status(0))
    talpa.expectRestored()
  }

  @Test(arguments: ["dumb", "no-such-terminal", ""])
  func aTerminalThatCannotEditStillTakesLines(name: String) throws {
    let talpa = try TalpaOnTerminal(environment: ["TERM": name])
    defer { talpa.removeHome() }
    talpa.wait("the banner") { $0.screen.contains("talpa") }
    talpa.pty.send("The mole\n:quit\n")
    #expect(talpa.pty.waitForExit() == .status(0))
    #expect(talpa.pty.screen.contains("16709"))
    #expect(!talpa.pty.output.contains(0x1b))
    talpa.expectRestored()
  }
}
