/// What one entry of a session was: a line of the journal, but for its results, which follow as blocks.
struct JournalEntry: Codable, Equatable {
  struct Model: Codable, Equatable {
    let name: String
    /// FNV-1a of the weights' 64-bit words, in hexadecimal: tells models apart; nil where they cannot be read.
    let checksum: String?
  }

  struct Text: Codable, Equatable {
    let text: String
    let pair: String?
  }

  /// Counted from 1 in its session.
  let entry: Int
  let typed: String
  /// UTC, to the millisecond.
  let started: String
  let seconds: Double
  /// The exit status that the entry alone would have had.
  let status: Int32
  let model: Model
  let settings: [String: String]
  /// Heads that were off, such as 5.3.
  let ablated: [String]
  /// The current sentence after the entry.
  let sentence: Text?
  let output: String
  let messages: String
}

extension JournalEntry {
  /// The same entry, as it ended another time.
  func with(status: ExitStatus, messages: String) -> JournalEntry {
    JournalEntry(
      entry: entry, typed: typed, started: started, seconds: seconds, status: status.rawValue, model: model,
      settings: settings, ablated: ablated, sentence: sentence, output: output, messages: messages)
  }

  /// An entry of which no more is known than what was typed and how it ended now.
  init(replayed typed: String, status: ExitStatus, messages: String) {
    self.init(
      entry: 1, typed: typed, started: "", seconds: 0, status: status.rawValue,
      model: Model(name: "", checksum: nil), settings: [:], ablated: [], sentence: nil, output: "",
      messages: messages)
  }
}
