import Display

/// Runs entries again, in a session of its own without a terminal, and says which came out otherwise.
final class Replay {
  enum Outcome {
    case same
    case different(before: [String], now: [String])
    /// Its result depends on more than what was typed, or it writes a file.
    case notRun
  }

  /// Values of figures may differ by this much.
  static let tolerance: Float = 1e-4

  private let session: Session
  private let output = CapturedOutput(width: 100)

  /// - Parameter original: whose machine, models and model the entries run with.
  init(like original: Session, model: String?) {
    var host = original.host
    host.terminal = nil
    host.inputIsTerminal = false
    session = Session(host: host, library: original.library, output: output, isREPL: true)
    session.modelName = model ?? original.modelName
  }

  /// Runs one entry.
  func run(_ typed: String) -> (results: [ResultBlock], messages: String, status: ExitStatus) {
    let recorder = EntryRecorder()
    session.recorder = recorder
    let status = session.attempt { try session.execute(typed) }
    session.recorder = nil
    recorder.finish()
    return (recorder.blocks, recorder.messages, status)
  }

  /// Whether running an entry again can be expected to give the same, and nothing but a result.
  static func isRepeatable(_ typed: String) -> Bool {
    guard typed.hasPrefix(":") else { return true }
    let words = LineWords(String(typed.dropFirst())).words.map(\.text)
    guard let name = words.first, let type = command(named: name) else { return true }
    return type.isRepeatable
      && !words.contains { $0 == "--output" || $0.hasPrefix("--output=") || $0 == "--save" }
  }
}

extension SessionCommand {
  /// Whether it shows the same whenever and wherever it runs.
  static var isRepeatable: Bool {
    ![
      BenchCommand.name, CopyCommand.name, ExportCommand.name, ForgetCommand.name, HistoryCommand.name,
      ModelsCommand.name, OnceCommand.name,
      OutputCommand.name,
      QuitCommand.name, ReplayCommand.name, ResumeCommand.name, SessionsCommand.name,
    ].contains(name)
  }
}

extension TranscriptEntry.Result {
  /// What is compared, a line each.
  var lines: [String] {
    switch self {
    case .text(let lines): lines
    case .table(let columns, let rows): ([columns] + rows).map { $0.joined(separator: "  ") }
    case .figure(let figure):
      [figure.title] + figure.notes
        + figure.maps.joined().flatMap { map in
          map.rows.indices.map { row in
            map.title + " " + map.rows[row].plain() + ": "
              + map.row(row).map { decimals($0, 4) }.joined(separator: " ")
          }
        }
    case .leftOut(let title): [title]
    }
  }

  func isLike(_ other: TranscriptEntry.Result) -> Bool {
    switch (self, other) {
    case (.text(let a), .text(let b)):
      return LikeText.isLike(a.joined(separator: " "), b.joined(separator: " "))
    case (.table(let columns, let rows), .table(let otherColumns, let otherRows)):
      return columns == otherColumns && rows.count == otherRows.count
        && zip(rows, otherRows).allSatisfy { row, other in
          row.count == other.count && zip(row, other).allSatisfy(LikeText.isLike)
        }
    case (.figure(let a), .figure(let b)): return a.isLike(b)
    case (.leftOut(let a), .leftOut(let b)): return a == b
    default: return false
    }
  }
}

extension Figure {
  fileprivate func isLike(_ other: Figure) -> Bool {
    let (mine, others) = (Array(maps.joined()), Array(other.maps.joined()))
    guard title == other.title, notes.count == other.notes.count,
      zip(notes, other.notes).allSatisfy(LikeText.isLike),
      mine.count == others.count
    else { return false }
    return zip(mine, others).allSatisfy { map, other in
      map.rows.map { $0.plain() } == other.rows.map { $0.plain() }
        && map.columns.map { $0.plain() } == other.columns.map { $0.plain() }
        && map.rows.indices.allSatisfy { row in
          zip(map.row(row), other.row(row)).allSatisfy { one, other in
            one.isNaN && other.isNaN || (one - other).magnitude <= Replay.tolerance * max(1, one.magnitude)
          }
        }
    }
  }
}
