import Testing

import enum Session.ExitStatus

@testable import Display
@testable import Session

struct REPLTests {
  private func run(
    _ events: [LineEvent], bails: Bool = false, isInteractive: Bool = false
  ) -> (status: ExitStatus, test: TestSession, script: TypedScript) {
    let test = TestSession()
    let script = TypedScript(events, isInteractive: isInteractive)
    let status = REPL(session: test.session, lines: script, bails: bails).run()
    return (status, test, script)
  }

  @Test func bareTextIsASentence() {
    let (status, test, script) = run([.line("The mole dug."), .line(":tokens")])
    #expect(status == .success)
    #expect(test.session.currentSentence == Sentence(text: "The mole dug."))
    #expect(test.output.data.components(separatedBy: "16709").count == 3)
    #expect(script.remembered == ["The mole dug.", ":tokens"])
  }

  @Test func errorsGoOn() {
    let (status, test, _) = run([.line(":tokns"), .unreadable("line 2: not valid UTF-8"), .line("mole")])
    #expect(status == .badData)
    #expect(test.output.messages.contains("error: there is no command ':tokns'. Did you mean ':tokens'?"))
    #expect(test.output.messages.contains("line 2: not valid UTF-8"))
    #expect(test.output.data.contains("mole"))
  }

  @Test func bailStops() {
    let (status, test, _) = run([.line(":nonsense"), .line("mole")], bails: true)
    #expect(status == .usage)
    #expect(test.output.data.isEmpty)
  }

  @Test func quitEnds() {
    let (status, test, _) = run([.line(":quit"), .line("mole")])
    #expect(status == .success)
    #expect(test.output.data.isEmpty)
  }

  /// An interactive session was seen to fail by the one who typed: its status is not a script's.
  @Test func interactiveFailuresAreNoStatus() {
    let (status, _, _) = run([.line(":nonsense"), .interrupted], isInteractive: true)
    #expect(status == .success)
  }

  @Test func aBackslashGoesOn() {
    let (_, test, script) = run([.line("The mole \\"), .line("dug."), .line("two\\\\")])
    #expect(script.remembered == ["The mole \ndug.", "two\\\\"])
    #expect(test.session.sentences.first == Sentence(text: "The mole \ndug."))
    #expect(script.prompts == ["› ", "… ", "› ", "› "])
  }

  @Test func pastedLinesAreEntries() {
    let (_, test, script) = run([.line("one\n\ntwo\\\nthree\nfour")])
    #expect(test.session.sentences.map(\.text) == ["one", "two\nthree", "four"])
    #expect(script.remembered.count == 3)
  }

  @Test func givingUpAnEntryRunsNothing() {
    let (_, test, _) = run([.line("one \\"), .interrupted, .line("two")])
    #expect(test.session.sentences.map(\.text) == ["two"])
  }

  @Test func helpOfACommandNamesItAsTyped() {
    let (_, test, _) = run([.line(":tokens --help"), .line(":help attention"), .line(":help")])
    #expect(test.output.data.contains("USAGE: :tokens"))
    #expect(test.output.data.contains("USAGE: :attention"))
    for command in commands { #expect(test.output.data.contains(":" + command.name)) }
  }
}
