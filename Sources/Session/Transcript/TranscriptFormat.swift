/// How a transcript is written; the raw value is the file's ending.
enum TranscriptFormat: String, CaseIterable {
  case md, html, jsonl, txt, ipynb
}

/// Writes a transcript piece by piece: sessions are longer than what memory should hold.
protocol TranscriptWriter {
  mutating func begin(title: String, to write: (String) throws -> Void) throws
  mutating func entry(_ entry: TranscriptEntry, line: String, to write: (String) throws -> Void) throws
  mutating func end(to write: (String) throws -> Void) throws
}

extension TranscriptFormat {
  /// - Parameter picture: keeps an SVG beside the file, and gives what to link to; for Markdown.
  func writer(picture: @escaping (_ svg: String, _ entry: Int) throws -> String) -> any TranscriptWriter {
    switch self {
    case .md: MarkdownTranscript(picture: picture)
    case .html: HTMLTranscript()
    case .jsonl: JSONLinesTranscript()
    case .txt: TextTranscript()
    case .ipynb: NotebookTranscript()
    }
  }
}

/// The journal's own lines, without its first.
struct JSONLinesTranscript: TranscriptWriter {
  func begin(title: String, to write: (String) throws -> Void) throws {}
  func entry(_ entry: TranscriptEntry, line: String, to write: (String) throws -> Void) throws {
    try write(line + "\n")
  }
  func end(to write: (String) throws -> Void) throws {}
}
