/// What came of asking for a line.
public enum LineEvent: Equatable, Sendable {
  /// A line without its newline. A paste or a multi-line entry may hold newlines inside.
  case line(String)
  /// The user gave the line up (Ctrl-C); the session goes on.
  case interrupted
  /// What came is no line of text; the words say why, and the next one can be asked for.
  case unreadable(String)
  /// No more lines: Ctrl-D, or the end of a pipe.
  case end
}

/// Where a session's lines come from: an editor on a terminal, or a pipe.
public protocol LineSource: AnyObject {
  /// Whether a person is typing: only then are prompts, hints and progress shown.
  var isInteractive: Bool { get }

  /// Waits for the next line. Sources that are not interactive print no prompt.
  func next(prompt: String) -> LineEvent

  /// Takes a whole entry into the history, where there is one.
  func remember(_ entry: String)
}
