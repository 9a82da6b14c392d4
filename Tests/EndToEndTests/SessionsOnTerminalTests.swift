import Foundation
import Testing

/// Sessions survive what happens to programs.
@Suite(.serialized) struct SessionsOnTerminalTests {
  @Test func aKilledSessionGoesOn() throws {
    let talpa = try TalpaOnTerminal()
    talpa.waitForPrompt()
    talpa.enter("The mole dug a tunnel.")
    talpa.enter(":set threads 1")
    talpa.pty.signal(SIGKILL)
    #expect(talpa.pty.waitForExit() == .signal(SIGKILL))
    let again = try TalpaOnTerminal(["resume"], home: talpa.home)
    defer { again.removeHome() }
    again.waitForPrompt()
    #expect(again.pty.screen.contains("2 entries"))
    again.enter(":attention --text --head 3")
    #expect(again.pty.screen.contains("The mole dug a tunnel."))
    again.enter(":sessions")
    #expect(again.pty.screen.contains("(this one)        3"))
  }

  /// A limit on file sizes stands for a full disk: writing fails in the middle of a line.
  @Test func aFullDiskIsSaidAndTheSessionGoesOn() throws {
    let talpa = try TalpaOnTerminal(through: ["/bin/bash", "--norc", "-c", "ulimit -f 8; exec \"$TALPA\""])
    defer { talpa.removeHome() }
    talpa.waitForPrompt()
    for number in 1...6 { talpa.enter("The mole dug a tunnel for the \(number). time.") }
    let output = String(decoding: talpa.pty.output, as: UTF8.self)
    #expect(output.components(separatedBy: "cannot be written: File too large").count == 2)
    talpa.enter(":set hints off")
    #expect(talpa.pty.screen.contains("hints off"))
    let folder = talpa.home.appending(path: ".local/state/talpa/sessions")
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    #expect(text.hasSuffix("\n"))
    for line in text.split(separator: "\n") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    #expect(text.contains("for the 1. time"))
  }

  @Test func noJournalMeansNone() throws {
    for (arguments, environment) in [(["--no-journal"], [:]), ([], ["TALPA_NO_JOURNAL": "1"])] {
      let talpa = try TalpaOnTerminal(arguments, environment: environment)
      defer { talpa.removeHome() }
      talpa.waitForPrompt()
      talpa.enter("The mole dug.")
      let folder = talpa.home.appending(path: ".local/state/talpa/sessions")
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }
}
