import CVTerm
import Foundation
import Testing

/// The attention explorer through curses, as a person meets it.
@Suite(.serialized) struct ExplorerOnTerminalTests {
  func explore(
    rows: Int = 24, columns: Int = 80, environment: [String: String] = [:], line: String = ":attention"
  ) throws -> TalpaOnTerminal {
    let talpa = try TalpaOnTerminal(rows: rows, columns: columns, environment: environment)
    talpa.waitForPrompt()
    talpa.enter("The mole dug a tunnel.")
    talpa.pty.send(line + "\r")
    talpa.waitFor("q quit")
    return talpa
  }

  /// The prompt is back on the screen there was, and history goes on.
  func leave(_ talpa: TalpaOnTerminal, by keys: String = "q", hasOtherScreen: Bool = true) {
    talpa.pty.send(keys)
    talpa.waitForPrompt()
    #expect(!talpa.pty.isOnOtherScreen)
    #expect(!hasOtherScreen || talpa.pty.screen.contains("16709"))
    talpa.pty.send("\u{1b}[A")
    talpa.wait("the line before") { $0.lastLine == "› :attention" }
    talpa.pty.send("\u{15}:quit\r")
    #expect(talpa.pty.waitForExit() == .status(0))
    talpa.expectRestored()
  }

  @Test func opensMovesResizesWritesAndLeaves() throws {
    let talpa = try explore()
    defer { talpa.removeHome() }
    #expect(talpa.pty.isOnOtherScreen)
    talpa.pty.send("jj\u{1b}[C")
    talpa.waitFor("mole → the")
    talpa.pty.send("]]")
    talpa.waitFor("head 1.3")
    talpa.pty.resize(rows: 40, columns: 120)
    talpa.wait("the hints at the new bottom") { $0.lines.count == 40 && $0.lastLine.contains("q quit") }
    talpa.pty.resize(rows: 8, columns: 20)
    talpa.waitFor("Too small")
    talpa.pty.resize(rows: 12, columns: 40)
    talpa.wait("a small screen") { $0.lines.count == 12 && $0.lastLine.contains("q quit") }
    let file = talpa.home.appending(path: "shown.txt")
    talpa.pty.send("w\u{15}\(file.path)\r")
    talpa.waitFor("wrote ")
    #expect(try String(contentsOf: file, encoding: .utf8).contains("head 1.3"))
    talpa.pty.resize(rows: 24, columns: 80)
    talpa.wait("the screen as it was") { $0.lines.count == 24 && $0.screen.contains("top: ") }
    leave(talpa)
  }

  @Test func aMouseClicksAndTurns() throws {
    let talpa = try explore()
    defer { talpa.removeHome() }
    let row = try #require(talpa.pty.lines.firstIndex { $0.hasPrefix("dug") })
    talpa.pty.send("\u{1b}[<0;12;\(row + 1)M\u{1b}[<0;12;\(row + 1)m")
    talpa.waitFor("dug → mole")
    talpa.pty.send("\u{1b}[<65;12;\(row + 1)M")
    talpa.waitFor("a → mole")
    talpa.pty.send("\u{1b}[<0;7;1M\u{1b}[<0;7;1m")
    talpa.waitFor("all heads")
    talpa.pty.send("m")
    talpa.waitFor("mouse off")
    #expect(String(decoding: talpa.pty.output, as: UTF8.self).contains("1000l"))
    leave(talpa)
  }

  @Test func escapeIsAKeyAndUnknownSequencesAreNone() throws {
    let talpa = try explore()
    defer { talpa.removeHome() }
    talpa.pty.send("A")
    talpa.waitFor("all heads")
    talpa.pty.send("\r")
    talpa.waitFor("head 1.1")
    // None of these is Escape, and none leaves letters behind: F20, a report of focus, Alt-q, a string.
    talpa.pty.send("\u{1b}[34~\u{1b}[I\u{1b}q\u{1b}]52;c;cXE=\u{7}")
    talpa.pty.send("j")
    talpa.waitFor("the → [CLS]")
    #expect(talpa.pty.screen.contains("head 1.1"))
    talpa.pty.send("\u{1b}")
    talpa.waitFor("all heads")
    leave(talpa)
  }

  @Test func controlCLeaves() throws {
    let talpa = try explore()
    defer { talpa.removeHome() }
    leave(talpa, by: "\u{3}")
  }

  @Test func aHeadIsSwitchedOff() throws {
    let talpa = try explore()
    defer { talpa.removeHome() }
    talpa.pty.send("a")
    talpa.waitFor("off: 1.1")
    talpa.waitFor("[CLS] cosine to before 0.9")
    talpa.pty.send("u")
    talpa.waitFor("all heads are on")
    leave(talpa)
  }

  @Test func fromTheShell() throws {
    let talpa = try TalpaOnTerminal(["attention", "A mole.", "--view", "flow"])
    defer { talpa.removeHome() }
    talpa.waitFor("rollout")
    talpa.pty.send("q")
    #expect(talpa.pty.waitForExit() == .status(0))
    talpa.expectRestored()
    #expect(!talpa.pty.isOnOtherScreen)
  }

  @Test(arguments: ["xterm-256color", "xterm", "vt100"])
  func colorsAreAsManyAsTheTerminalHas(term: String) throws {
    let talpa = try explore(environment: ["TERM": term])
    defer { talpa.removeHome() }
    let cells = (0..<24).flatMap { row in (0..<80).map { talpa.pty.cell(row: row, column: $0) } }
    #expect(cells.contains { $0.has_background && !$0.reverse } == (term == "xterm-256color"))
    #expect(talpa.pty.screen.contains("░") == (term != "xterm-256color"))
    // Nobody's palette is touched (OSC 4, initc).
    #expect(!String(decoding: talpa.pty.output, as: UTF8.self).contains("\u{1b}]4;"))
    leave(talpa, hasOtherScreen: term != "vt100")
  }

  @Test func noColorMeansNone() throws {
    let talpa = try explore(environment: ["NO_COLOR": "1"])
    defer { talpa.removeHome() }
    let cells = (0..<24).flatMap { row in (0..<80).map { talpa.pty.cell(row: row, column: $0) } }
    #expect(!cells.contains { $0.has_background || $0.has_color })
    leave(talpa)
  }

  @Test(arguments: ["dumb", "no-such-terminal"])
  func aTerminalThatCannotGetsText(term: String) throws {
    let talpa = try TalpaOnTerminal(["attention", "A mole."], environment: ["TERM": term])
    defer { talpa.removeHome() }
    #expect(talpa.pty.waitForExit() == .status(0))
    #expect(talpa.pty.screen.contains("head 1.1"))
    #expect(!talpa.pty.output.contains(0x1b))
  }

  @Test(arguments: [SIGTERM, SIGSEGV, SIGHUP])
  func aSignalGivesTheTerminalBack(signal: Int32) throws {
    let talpa = try explore()
    defer { talpa.removeHome() }
    talpa.pty.signal(signal)
    #expect(talpa.pty.waitForExit() == .signal(signal))
    talpa.expectRestored()
    #expect(!talpa.pty.isOnOtherScreen)
    #expect(String(decoding: talpa.pty.output.suffix(200), as: UTF8.self).contains("?1006l"))
  }

  @Test func onlyWhatChangedIsWritten() throws {
    let talpa = try explore(rows: 60, columns: 200)
    defer { talpa.removeHome() }
    talpa.pty.send("j")
    talpa.waitFor("the → [CLS]")
    let before = talpa.pty.output.count
    talpa.pty.send("l")
    talpa.waitFor("the → the")
    #expect(talpa.pty.output.count - before < 1500)
    leave(talpa)
  }

  @Test func controlZStopsAndFgDrawsAnew() throws {
    let talpa = try TalpaOnTerminal(through: ["/bin/bash", "--norc", "-i"])
    defer { talpa.removeHome() }
    talpa.wait("the shell") { $0.lastLine == "shell$" }
    talpa.pty.send("\"$TALPA\" attention 'A mole dug.'\r")
    talpa.waitFor("q quit")
    talpa.pty.send("\u{1a}")
    talpa.wait("the shell") {
      $0.lastLine == "shell$" && $0.screen.contains("Stopped") && !$0.isOnOtherScreen
    }
    talpa.pty.send("fg\r")
    talpa.wait("the explorer again") { $0.isOnOtherScreen && $0.screen.contains("q quit") }
    talpa.pty.send("q")
    talpa.wait("the shell") { $0.lastLine == "shell$" && !$0.isOnOtherScreen }
  }
}
