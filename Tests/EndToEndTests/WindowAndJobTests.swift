import Foundation
import Testing

/// What comes from outside while a line is edited: resizes, Ctrl-Z, Ctrl-C while work runs.
@Suite(.serialized) struct WindowAndJobTests {
  @Test func aResizeDrawsTheLineAnew() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("The mole dug a tunnel under the lawn.")
    talpa.wait("the line") { $0.lastLine.hasSuffix("lawn.") }
    talpa.pty.resize(rows: 24, columns: 20)
    talpa.wait("two rows") { $0.lines.suffix(2) == ["› The mole dug a tun", "nel under the lawn."] }
    talpa.pty.resize(rows: 30, columns: 100)
    talpa.wait("one row") { $0.lastLine == "› The mole dug a tunnel under the lawn." }
    talpa.pty.send("\u{1}X")  // the cursor is where libedit thinks it is
    talpa.wait("the insertion") { $0.lastLine == "› XThe mole dug a tunnel under the lawn." }
  }

  @Test func controlCStopsLongWorkAndNotTheSession() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send(":bench --tokens 512\r")
    talpa.wait("the command's own terminal mode") { !$0.takesPastes }
    let start = Date()
    talpa.pty.send("\u{3}")
    talpa.waitForPrompt()
    #expect(Date().timeIntervalSince(start) < 5)
    talpa.enter("still here")
  }

  @Test func controlZStopsAndTheShellContinues() throws {
    let talpa = try TalpaOnTerminal(through: ["/bin/bash", "--norc", "-i"])
    defer { talpa.removeHome() }
    talpa.wait("the shell") { $0.lastLine == "shell$" }
    talpa.pty.send("\"$TALPA\"\r")
    talpa.waitForPrompt()
    talpa.pty.send("half a sentence")
    talpa.wait("the line") { $0.lastLine == "› half a sentence" }
    talpa.pty.send("\u{1a}")
    talpa.wait("the shell") { $0.lastLine == "shell$" && $0.screen.contains("Stopped") }
    talpa.pty.send("stty -a | grep -o ' icanon'\r")
    talpa.wait("a terminal in its usual mode") { $0.lines.contains(" icanon") }
    talpa.pty.send("fg\r")
    talpa.wait("the line again") { $0.lastLine == "› half a sentence" && $0.takesPastes }
    talpa.pty.send(" more")
    talpa.wait("more of it") { $0.lastLine == "› half a sentence more" }
    talpa.pty.send("\u{3}")
    talpa.waitForPrompt()
    talpa.pty.send("\u{4}")
    talpa.wait("the shell") { $0.lastLine == "shell$" }
  }
}
