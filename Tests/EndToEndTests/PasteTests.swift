import Foundation
import Testing

@Suite(.serialized) struct PasteTests {
  @Test func threeLinesWaitForEnterAndAreThenOneEntryEach() throws {
    let talpa = try TalpaOnTerminal(rows: 50)
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.paste("one mole\rtwo moles\nthree moles\r")
    talpa.wait("the paste") { $0.lines.suffix(3) == ["› one mole", "two moles", "three moles"] }
    #expect(!talpa.pty.screen.contains("[CLS]"))
    talpa.pty.send("\r")
    talpa.wait("three tables") { $0.lines.filter { $0.contains("[CLS]") }.count == 3 }
    talpa.waitForPrompt()
    #expect(talpa.pty.lines.contains { $0.contains("three") && $0.contains("2093") })
  }

  @Test func escapesInAPasteNeverReachTheTerminal() throws {
    let talpa = try TalpaOnTerminal()
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    talpa.pty.paste("red\u{1b}[2J\u{1b}]0;title\u{7}\u{85}\u{9b}2Jend")
    talpa.wait("the escapes to look at") { $0.lastLine.hasPrefix("› red^[[2J^[]0;title^G") }
    talpa.pty.send("\r")
    talpa.waitForPrompt()
    #expect(talpa.pty.lines.contains { $0.hasPrefix("› red^[[2J") })  // nothing was cleared
    let written = String(decoding: talpa.pty.output, as: UTF8.self)
    #expect(!written.contains("\u{1b}[2J") && !written.contains("\u{1b}]0;") && !written.contains("\u{9b}"))
  }

  @Test func aPasteLongerThanTheScreenComesWhole() throws {
    let talpa = try TalpaOnTerminal(rows: 10)
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    let words = (1...400).map { "w\($0)" }.joined(separator: " ")
    talpa.pty.paste(words)
    talpa.wait("its end") { $0.lastLine.hasSuffix("w400") }
    talpa.pty.send("\r")
    talpa.waitForPrompt()
    talpa.pty.send("\u{1b}[A")  // and out of the history
    talpa.wait("its end again") { $0.lastLine.hasSuffix("w400") }
  }
}
