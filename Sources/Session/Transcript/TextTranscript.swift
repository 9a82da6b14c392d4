import Display

/// As it was on the terminal, without colours.
struct TextTranscript: TranscriptWriter {
  func begin(title: String, to write: (String) throws -> Void) throws { try write(title + "\n") }

  func entry(_ entry: TranscriptEntry, line: String, to write: (String) throws -> Void) throws {
    try write(
      "\n› " + shown(entry.entry.typed) + "\n" + shown(entry.entry.output) + shown(entry.entry.messages))
  }

  func end(to write: (String) throws -> Void) throws {}
}

/// A text that may have lines, each made visible: no escape sequence of a sentence or a file is passed on.
func shown(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.of(String($0)) }
    .joined(separator: "\n")
}
