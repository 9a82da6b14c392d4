import Foundation
import Testing

/// What a person types, and what the screen shows for it.
@Suite(.serialized) struct EditingTests {
  @Test func aSentenceShowsItsTokens() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.enter("The mole dug a tunnel.")
    #expect(talpa.pty.lines.contains { $0.split(separator: " ").starts(with: ["2", "mole", "16709"]) })
    talpa.pty.send("\u{4}")  // Ctrl-D
    #expect(talpa.pty.waitForExit() == .status(0))
    talpa.expectRestored()
  }

  @Test func tabCompletesCommandsAndListsThem() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send(":tok\t")
    talpa.wait("the completed word") { $0.lastLine == "› :tokens" && $0.cursor.column == 10 }
    talpa.pty.send("\u{15}:to\t")  // Ctrl-U
    talpa.wait("the list") {
      $0.lines.contains("tokens  tour") && $0.lastLine.hasPrefix("› :to") && $0.cursor.column == 5
    }
    talpa.pty.send("u\t")
    talpa.wait("the completed word") { $0.lastLine == "› :tour" && $0.cursor.column == 8 }
  }

  @Test func controlRFindsALineAgain() throws {
    let talpa = try TalpaOnTerminal(rows: 60)
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.enter("a vole is no mole")
    talpa.enter("something else")
    talpa.pty.send("\u{12}vole")  // Ctrl-R
    talpa.wait("the search") { $0.lastLine == "bck:vole" && $0.lines.contains("› a vole is no mole") }
    talpa.pty.send("\u{1b}[A")  // an arrow ends the search and leaves nothing of itself
    talpa.wait("the line before") { !$0.lastLine.contains("bck") && !$0.lastLine.contains("[A") }
    talpa.pty.send("\u{3}")
    talpa.waitForPrompt()
    talpa.pty.send("\u{12}vole\r")
    talpa.wait("a third table") { $0.lines.filter { $0.contains("[CLS]") }.count == 3 }
    #expect(talpa.pty.lines.filter { $0.contains("##e") }.count == 2)  // both of vol ##e
  }

  @Test func controlCGivesUpTheLineAndNothingElse() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("half a line")
    talpa.wait("the line") { $0.lastLine == "› half a line" }
    talpa.pty.send("\u{3}")  // whatever was typed before it and not read yet would be lost
    talpa.wait("the mark") { $0.lines.contains("› half a line^C") }
    talpa.waitForPrompt()
    talpa.pty.send("\u{12}half")
    talpa.wait("the search") { $0.lastLine.hasPrefix("bck") }
    talpa.pty.send("\u{3}")
    talpa.waitForPrompt()
    talpa.enter("still here")
    #expect(talpa.pty.lines.contains { $0.contains("still") && $0.contains("2145") })
  }

  @Test func controlDEndsOnlyAnEmptyLine() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("mole\u{1}\u{4}")  // Ctrl-A, Ctrl-D
    talpa.wait("the deletion") { $0.lastLine == "› ole" }
    talpa.pty.send("\u{5}\u{4}\u{15}\u{4}")  // at the end it does nothing; Ctrl-U; Ctrl-D
    #expect(talpa.pty.waitForExit() == .status(0))
    talpa.expectRestored()
  }

  @Test func aBackslashGoesOnInTheNextLine() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("The mole\\\r")
    talpa.wait("the second prompt") { $0.lastLine == "…" && $0.takesPastes }
    talpa.pty.send("\u{3}")
    talpa.waitForPrompt()
    talpa.pty.send("The mole\\\r")
    talpa.wait("the second prompt") { $0.lastLine == "…" && $0.takesPastes }
    talpa.pty.send("dug.\r")
    talpa.wait("one entry of both lines") { $0.screen.contains("6 tokens") }
    talpa.waitForPrompt()
    talpa.pty.send("\u{1b}[A")
    talpa.wait("both lines out of the history") { $0.lines.suffix(2) == ["› The mole", "dug."] }
  }

  @Test func hintsAreTakenWithTheRightArrow() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.enter("moles dig tunnels")
    talpa.pty.send("mol")
    talpa.wait("the hint behind the cursor") { $0.lastLine == "› moles dig tunnels" && $0.cursor.column == 5 }
    talpa.pty.send("x")
    talpa.wait("the hint to go") { $0.lastLine == "› molx" }
    talpa.pty.send("\u{7f}\u{1b}[C")
    talpa.wait("the line whole") { $0.lastLine == "› moles dig tunnels" && $0.cursor.column == 19 }
  }

  @Test func wideAndJoinedCharactersAreDeletedWhole() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("東京x\u{7f}\u{7f}都")
    talpa.wait("東都") { $0.lastLine == "› 東都" && $0.cursor.column == 6 }
    talpa.pty.send("\u{15}e\u{301}a\u{1}z")
    talpa.wait("an accent drawn with its letter") { $0.lastLine == "› ze\u{301}a" }
  }

  @Test func unknownKeysLeaveNothing() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("a\u{1b}[15~\u{1b}[24;2~\u{1b}OPb\u{1b}[1;2Dc")
    talpa.wait("only letters") { $0.lastLine == "› abc" }
  }

  @Test func viModeOfEditrcMovesWithArrowsAndLetters() throws {
    let talpa = try TalpaOnTerminal(editrc: "talpa:bind -v\n")
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("mole\u{1b}[D\u{1b}[DX")  // arrows in insert mode
    talpa.wait("an insertion") { $0.lastLine == "› moXle" }
    talpa.pty.send("\u{1b}")
    talpa.pty.send("0iY")  // command mode: to the start, insert
    talpa.wait("an insertion at the start") { $0.lastLine == "› YmoXle" }
    talpa.pty.send("\u{1b}")
    talpa.pty.paste("dd x")  // must not be taken for commands
    talpa.wait("the paste") { $0.lastLine.contains("dd x") && $0.lastLine.contains("moXle") }
    talpa.pty.send("\r")
    talpa.waitForPrompt()
    talpa.pty.send("\u{12}mo")
    talpa.wait("the search") { $0.lastLine == "bck:mo" }
  }

  @Test func editrcHasTheLastWordOnComforts() throws {
    let talpa = try TalpaOnTerminal(editrc: "talpa:bind ^R ed-kill-line\nother:bind ^A ed-kill-line\n")
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.send("ab cd\u{1}\u{6}\u{6}\u{12}")  // Ctrl-A, Ctrl-F twice, Ctrl-R
    talpa.wait("the rest of the line gone") { $0.lastLine == "› ab" }
  }
}
