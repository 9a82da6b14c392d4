import ArgumentParser
import Checkpoints
import Display

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct ReplayCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run a transcript's entries again and compare.",
    discussion: """
      FILE is a journal, or what `export` wrote as .jsonl or .md. Tokens and text must be the same; numbers may differ by one in the last \
      digit printed, values of heat maps by 1e-4. Differences are shown, and end with status 1. Entries that write files, or show what \
      changes by itself (bench, history, …), are not run.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The transcript.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Write what comes out now into the file.")
  var update = false

  func run(in session: Session) throws {
    let text = try read()
    let replay = Replay(like: session, model: common.model)
    let isMarkdown = file.lowercased().hasSuffix(".md")
    let (steps, new) = try isMarkdown ? markdown(text, replay, session) : lines(text, replay, session)
    var counts = (same: 0, different: 0, notRun: 0)
    for step in steps {
      switch step.outcome {
      case .same: counts.same += 1
      case .notRun: counts.notRun += 1
      case .different(let before, let now):
        counts.different += 1
        show(step, before, now, in: session)
      }
    }
    session.show(
      StyledText(
        "\(counts.same) the same, \(counts.different) different"
          + (counts.notRun > 0 ? ", \(counts.notRun) not run again" : ""), session.palette.muted))
    if update, counts.different > 0 {
      let file = try NewFile(path: file, replacing: true)
      try file.write(Array(new.utf8))
      try file.finish()
      session.show(StyledText("updated \(self.file)", session.palette.muted))
    } else if counts.different > 0 {
      throw SilentFailure(status: .failure)
    }
  }

  private struct Step {
    let number: Int
    let typed: String
    let outcome: Replay.Outcome
  }

  private func read() throws -> String {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Failure(.noInput, "cannot read '\(file)'")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(.badData, "'\(file)' is not valid UTF-8: it is no transcript")
    }
    return text
  }

  // MARK: JSON Lines

  private func lines(_ text: String, _ replay: Replay, _ session: Session) throws -> ([Step], new: String) {
    var steps: [Step] = []
    var new = ""
    for line in text.split(separator: "\n") {
      try session.stopIfInterrupted()
      guard let entry = TranscriptEntry(line: String(line)) else {
        new += line + "\n"
        continue
      }
      let (outcome, updated) = try outcome(of: entry, String(line), replay)
      steps.append(Step(number: entry.entry.entry, typed: entry.entry.typed, outcome: outcome))
      new += updated + "\n"
    }
    if steps.isEmpty {
      throw Failure(.badData, "'\(file)' holds no entries: it is no journal, nor what export writes")
    }
    return (steps, new)
  }

  private func outcome(
    of entry: TranscriptEntry, _ line: String, _ replay: Replay
  ) throws -> (Replay.Outcome, line: String) {
    guard Replay.isRepeatable(entry.entry.typed) else { return (.notRun, line) }
    let (blocks, messages, status) = replay.run(entry.entry.typed)
    let again = try Journal.line(entry.entry.with(status: status, messages: messages), results: blocks)
    guard let now = TranscriptEntry(line: again) else { return (.notRun, line) }
    let isSame =
      entry.entry.status == now.entry.status && LikeText.isLike(entry.entry.messages, messages)
      && entry.results.count == now.results.count
      && zip(entry.results, now.results).allSatisfy { $0.isLike($1) }
    if isSame { return (.same, line) }
    func all(_ entry: TranscriptEntry) -> [String] {
      entry.results.flatMap(\.lines) + entry.entry.messages.split(separator: "\n").map(String.init)
    }
    return (.different(before: all(entry), now: all(now)), again)
  }

  // MARK: Markdown

  private func markdown(_ text: String, _ replay: Replay, _ session: Session) throws -> ([Step], new: String)
  {
    let script = MarkdownScript(text)
    if script.sections.isEmpty {
      throw Failure(
        .badData, "'\(file)' holds no entries: they stand in fences of the kind talpa, as export writes them")
    }
    var steps: [Step] = []
    var new = [script.heading]
    for (index, section) in script.sections.enumerated() {
      try session.stopIfInterrupted()
      guard Replay.isRepeatable(section.typed) else {
        steps.append(Step(number: index + 1, typed: section.typed, outcome: .notRun))
        new.append(section.text)
        continue
      }
      let now = try markdown(of: section, replay)
      let isSame = LikeText.isLike(section.text, now)
      let outcome: Replay.Outcome =
        isSame ? .same : .different(before: section.text.lines, now: now.lines)
      steps.append(Step(number: index + 1, typed: section.typed, outcome: outcome))
      new.append(isSame ? section.text : now)
    }
    return (steps, new.joined(separator: "\n"))
  }

  /// The section as it would be written now; its pictures stay the links they are.
  private func markdown(of section: MarkdownScript.Section, _ replay: Replay) throws -> String {
    let (blocks, messages, status) = replay.run(section.typed)
    let entry = JournalEntry(replayed: section.typed, status: status, messages: messages)
    guard let record = TranscriptEntry(line: try Journal.line(entry, results: blocks)) else { return "" }
    var links = section.text.lines.filter { $0.hasPrefix("![") }.compactMap { line -> String? in
      line.firstIndex(of: "<").map { String(line[line.index(after: $0)...].prefix { $0 != ">" }) }
    }
    let writer = MarkdownTranscript { _, _ in links.isEmpty ? "" : links.removeFirst() }
    var text = ""
    try writer.entry(record, line: "") { text += $0 }
    return String(text.dropFirst())
  }

  private func show(_ step: Step, _ before: [String], _ now: [String], in session: Session) {
    session.show(StyledText("\(step.number) › ", session.palette.header) + StyledText(step.typed))
    let changes = now.difference(from: before) { LikeText.isLike($0, $1) }
    for change in changes {
      switch change {
      case .remove(_, let line, _): session.show(StyledText("- " + line, session.palette.error))
      case .insert(_, let line, _): session.show(StyledText("+ " + line, session.palette.pair))
      }
    }
  }
}

extension String {
  fileprivate var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
