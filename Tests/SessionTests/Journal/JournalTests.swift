import Display
import Foundation
import Testing

@testable import Session

extension JournalFile {
  /// All that is not damaged.
  func history() throws -> [JournalEntry] {
    try lines().compactMap { try? JSONDecoder().decode(JournalEntry.self, from: Data($0.utf8)) }
  }
}

struct JournalTests {
  func entry(_ number: Int, _ typed: String, sentence: String? = nil) -> JournalEntry {
    JournalEntry(
      entry: number, typed: typed, started: "2026-11-23T07:05:12.042Z", seconds: 0.25, status: 0,
      model: .init(name: "m", checksum: "00"), settings: ["threads": "2"], ablated: ["5.3"],
      sentence: sentence.map { .init(text: $0, pair: nil) }, output: "out\n", messages: "")
  }

  @Test func entriesComeBack() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a/b/s.jsonl"
    let journal = try Journal(new: path)
    let hostile = "tab\t \"quoted\" \\ \u{1b}[31m 東京 \u{2028} {\"v\":1,\"kind\":\"entry\","
    try journal.append(entry(1, hostile), results: [.text(["a", "b"])])
    try journal.append(entry(2, "two\nlines"), results: [])
    let file = try JournalFile(path: path)
    #expect(try file.history().map(\.typed) == [hostile, "two\nlines"])
    #expect(file.lastEntry == entry(2, "two\nlines"))
    #expect(!file.isTorn)
    #expect(file.name == "s")
  }

  @Test(arguments: ["plain", "a \"b\" \\ \n ,\"sentence\":{\"text\":\"x\"} 東", ""])
  func aGlimpseIsWhatAllOfItSays(text: String) throws {
    for sentence in [nil, JournalEntry.Text(text: text, pair: nil), .init(text: "a", pair: text)] {
      let whole = JournalEntry(
        entry: 1, typed: text, started: "", seconds: 0, status: 0, model: .init(name: text, checksum: nil),
        settings: ["a": text], ablated: [text], sentence: sentence, output: text, messages: text)
      let line = try Journal.line(whole, results: [.text([text])])
      let glimpse = try #require(JournalGlimpse(line: line))
      #expect(glimpse.typed == text)
      #expect(glimpse.sentence == sentence)
      #expect(JournalGlimpse(line: String(line.prefix(60))) == nil)
    }
  }

  @Test func filesAreTheOwnersOnly() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/sessions/s.jsonl"
    _ = try Journal(new: path)
    let manager = FileManager.default
    #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(
      try manager.attributesOfItem(atPath: scratch.path + "/sessions")[.posixPermissions] as? Int == 0o700)
    #expect(throws: JournalError.self) { try Journal(new: path) }
  }

  /// However much of the last line is there, all before it is read, and what comes after is whole again.
  @Test func aTornLineIsLeftOut() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/s.jsonl"
    let journal = try Journal(new: path)
    try journal.append(entry(1, "one"), results: [])
    let whole = try Data(contentsOf: URL(filePath: path))
    try journal.append(entry(2, "two"), results: [])
    let both = try Data(contentsOf: URL(filePath: path))
    for length in whole.count..<both.count {
      let torn = scratch.path + "/torn-\(length).jsonl"
      try both.prefix(length).write(to: URL(filePath: torn))
      let file = try JournalFile(path: torn)
      // Without its newline alone the line is all there.
      let found = length == both.count - 1 ? ["one", "two"] : ["one"]
      #expect(try file.history().map(\.typed) == found, "\(length)")
      #expect(file.isTorn == (length > whole.count))
      let continued = try Journal(continuing: file)
      try continued.append(entry(2, "again"), results: [])
      #expect(try JournalFile(path: torn).history().map(\.typed) == found + ["again"], "\(length)")
    }
  }

  @Test func aDamagedLineCostsItselfAlone() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/s.jsonl"
    let journal = try Journal(new: path)
    for number in 1...3 { try journal.append(entry(number, "\(number)"), results: []) }
    var text = try String(contentsOfFile: path, encoding: .utf8)
    text = text.replacingOccurrences(of: "\"typed\":\"2\"", with: "\"typed\":2")
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(try JournalFile(path: path).history().map(\.typed) == ["1", "3"])
  }

  @Test func twoDoNotWriteToOneFile() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/s.jsonl"
    let journal = try Journal(new: path)
    try journal.append(entry(1, "one"), results: [])
    let file = try JournalFile(path: path)
    #expect { try Journal(continuing: file) } throws: { "\($0)".contains("still open") }
    withExtendedLifetime(journal) {}
  }

  @Test(arguments: ["", "x", "{}\n", "{\"v\":2,\"kind\":\"session\",\"started\":\"\"}\n", "\u{0}\n"])
  func whatIsNoJournalIsRefused(text: String) throws {
    let scratch = try Scratch()
    try Data(text.utf8).write(to: URL(filePath: scratch.path + "/s.jsonl"))
    #expect(throws: JournalError.self) { try JournalFile(path: scratch.path + "/s.jsonl") }
  }

  @Test func timesAreISO8601() {
    #expect(Timestamp.text(seconds: 1_795_417_512, milliseconds: 42) == "2026-11-23T07:05:12.042Z")
    #expect(Timestamp.text(seconds: 0, milliseconds: 0) == "1970-01-01T00:00:00.000Z")
  }
}

/// Sessions that are kept, found, gone on with and forgotten.
struct SessionJournalTests {
  func kept(_ lines: [String], home: Scratch, interactive: Bool = true) throws -> TestSession {
    let test = TestSession(environment: ["HOME": home.path])
    let folder = try test.session.sessionFolder()
    test.session.journal = SessionJournal(session: test.session) { try Journal(new: folder.newPath()) }
    let script = TypedScript(lines.map { .line($0) }, isInteractive: interactive)
    _ = REPL(session: test.session, lines: script).run()
    return test
  }

  @Test func everyEntryIsKeptWithItsResults() throws {
    let home = try Scratch()
    let test = try kept(
      ["The mole dug.", ":attention --head 3", ":nonsense", ":ablate 5.3", ":set threads 1"], home: home)
    let path = try #require(try test.session.sessionFolder().all().first)
    let file = try JournalFile(path: path)
    let (entries, lines) = (try file.history(), Array(try file.lines()))
    #expect(
      entries.map(\.typed) == [
        "The mole dug.", ":attention --head 3", ":nonsense", ":ablate 5.3", ":set threads 1",
      ])
    #expect(entries.map(\.entry) == [1, 2, 3, 4, 5])
    #expect(entries.map(\.status) == [0, 0, 64, 0, 0])
    #expect(entries[0].output.contains("16709"))
    #expect(entries[2].messages.contains("no command ':nonsense'"))
    #expect(entries[4].ablated == ["5.3"])
    #expect(entries[4].settings["threads"] == "1")
    #expect(entries[0].model.checksum?.count == 16)
    #expect(lines[0].contains(#""results":[{"kind":"table","columns":["pos","token""#))
    #expect(lines[1].contains(#""results":[{"kind":"figure","figure":{"format_version":1,"#))
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func whatIsTooMuchToKeepIsCounted() throws {
    let recorder = EntryRecorder()
    let line = StyledText(String(repeating: "x", count: 1 << 20))
    for _ in 0..<6 { recorder.show(line) }
    let table = Table(columns: [.init("c")], rows: (0..<3).map { [StyledText("\($0)")] })
    recorder.show(table, as: table.lines(width: nil))
    recorder.finish()
    #expect(recorder.output.hasSuffix("\n… 5 more lines are not kept\n"))
    #expect(recorder.output.utf8.count < 5 << 20)
  }

  @Test func aSessionGoesOnWithWhatItHad() throws {
    let home = try Scratch()
    let first = try kept(["The mole dug.", "A ||| pair", ":set threads 1", ":ablate 5.3"], home: home)
    let path = try #require(try first.session.sessionFolder().all().first)
    first.session.journal = nil
    let test = TestSession(environment: ["HOME": home.path])
    let file = try JournalFile(path: path)
    let journal = try Journal(continuing: file)
    test.session.restore(try file.lines().compactMap { JournalGlimpse(line: $0) }, last: file.lastEntry)
    #expect(test.session.sentences == [Sentence(text: "The mole dug."), Sentence(text: "A", pair: "pair")])
    #expect(test.session.settings.threads == 1)
    #expect(test.session.ablated == [.init(layer: 4, head: 2)])
    #expect(test.session.history.last == ":ablate 5.3")
    test.session.journal = SessionJournal(session: test.session) { journal }
    _ = REPL(session: test.session, lines: TypedScript([.line("more")])).run()
    #expect(try JournalFile(path: path).history().last?.entry == 5)
  }

  @Test func whatCannotBeKeptIsSaidOnce() throws {
    let test = TestSession(environment: ["XDG_STATE_HOME": "/proc/nowhere"])
    let folder = try test.session.sessionFolder()
    test.session.journal = SessionJournal(session: test.session) { try Journal(new: folder.newPath()) }
    let script = TypedScript([.line(":set threads 1"), .line(":set threads 2")], isInteractive: true)
    #expect(REPL(session: test.session, lines: script).run() == .success)
    #expect(test.output.data == "threads 1\nthreads 2\n")
    #expect(test.output.messages.components(separatedBy: "cannot be written").count == 2)
  }

  /// In one process their files would have one name: here each is given its own.
  @Test func twoSessionsAtOnceDoNotMix() throws {
    let home = try Scratch()
    let sessions = try (1...2).map { number in
      let test = TestSession(environment: ["HOME": home.path])
      let path = try test.session.sessionFolder().path + "/\(number).jsonl"
      test.session.journal = SessionJournal(session: test.session) { try Journal(new: path) }
      return test
    }
    for line in 1...20 {
      for (number, test) in sessions.enumerated() {
        _ = REPL(session: test.session, lines: TypedScript([.line("sentence \(line) of \(number)")])).run()
      }
    }
    for (number, path) in try sessions[0].session.sessionFolder().all().enumerated() {
      let typed = try JournalFile(path: path).history().map(\.typed)
      #expect(typed == (1...20).map { "sentence \($0) of \(number)" })
    }
  }

  @Test func sessionsAreListedAndForgotten() throws {
    let home = try Scratch()
    let test = try kept(["The mole dug.", ":set threads 1"], home: home)
    let name = JournalFile.name(of: try #require(try test.session.sessionFolder().all().first))
    let other = TestSession(environment: ["HOME": home.path])
    #expect(try other.data(of: ":sessions").contains("\(name)        2  all-MiniLM-L6-v2  :set threads 1"))
    #expect(test.complaint(about: ":forget \(name)").contains("is this session"))
    #expect(other.complaint(about: ":forget 1999").contains("there is no session '1999'"))
    #expect(try other.data(of: ":forget \(name.prefix(7))") == "forgot \(name)\n")
    #expect(try other.data(of: ":sessions") == "no session is kept yet\n")
  }

  @Test func tenThousandEntriesOpen() throws {
    let home = try Scratch()
    let path = home.path + "/s.jsonl"
    let journal = try Journal(new: path)
    for number in 1...10_000 {
      try journal.append(
        JournalTests().entry(number, "The mole \(number).", sentence: "The mole \(number)."),
        results: [.text(["line"])])
    }
    let file = try JournalFile(path: path)
    #expect(try file.history().count == 10_000)
    #expect(file.lastEntry?.typed == "The mole 10000.")
  }
}
