import Checkpoints
import Display
import Encoders

/// An entry as it ran.
struct RunEntry {
  let typed: String
  let started: String
  let seconds: Double
  let status: ExitStatus
}

/// Keeps a session's entries as they end. What goes wrong is said once; the session goes on without.
final class SessionJournal {
  private let session: Session
  private let open: () throws -> Journal
  private var journal: Journal?
  private var hasFailed = false
  private var checksums: [String: String?] = [:]

  /// - Parameter open: makes or continues the file, when the first entry is to be written.
  init(session: Session, open: @escaping () throws -> Journal) {
    self.session = session
    self.open = open
  }

  var path: String? { journal?.path }

  /// Appends an entry that has ended, and what it showed.
  func keep(_ run: RunEntry, _ recorder: EntryRecorder) {
    do {
      let journal = try journal ?? open()
      self.journal = journal
      let entry = JournalEntry(
        entry: journal.entries + 1, typed: run.typed, started: run.started,
        seconds: (run.seconds * 1e6).rounded() / 1e6, status: run.status.rawValue, model: model,
        settings: settings, ablated: session.ablated.sorted().map(\.description),
        sentence: session.currentSentence.map { .init(text: $0.text, pair: $0.pair) },
        output: recorder.output, messages: recorder.messages)
      try journal.append(entry, results: recorder.blocks)
      hasFailed = false
    } catch {
      if !hasFailed { session.warn("\(error)") }
      hasFailed = true
    }
  }

  private var settings: [String: String] {
    Dictionary(uniqueKeysWithValues: Setting.all.map { ($0.name, $0.read(session.settings)) })
  }

  private var model: JournalEntry.Model {
    guard let model = try? session.model() else {
      return .init(name: session.modelName ?? "", checksum: nil)
    }
    let checksum = checksums[model.name] ?? model.directory.checksum()
    checksums[model.name] = checksum
    return .init(name: model.name, checksum: checksum)
  }
}

extension Session {
  /// Takes back the sentences, settings, model and ablations of an earlier session.
  /// - Parameters:
  ///   - entries: what was typed, from the first.
  ///   - last: the state it was left in.
  func restore(_ entries: [JournalGlimpse], last: JournalEntry?) {
    remember(entries.compactMap { $0.sentence.map { Sentence(text: $0.text, pair: $0.pair) } })
    recall(entries.map(\.typed))
    guard let last else { return }
    for (name, value) in last.settings {
      do { try Setting.named(name)?.change(&settings, to: value) } catch { warn("\(error)") }
    }
    modelName = modelName ?? last.model.name
    ablated = Set(last.ablated.compactMap { HeadIndex($0) })
  }
}
