import Display
import Session
import Terminal

/// The line editor with what the session knows: completions, hints, and a history that is kept.
final class TypedLines: LineSource {
  private let editor: LineEditor
  private let session: Session

  let isInteractive = true

  /// Nil where lines cannot be edited: no terminal, or a dumb one.
  init?(session: Session) {
    guard let editor = LineEditor(program: "talpa") else { return nil }
    self.editor = editor
    self.session = session
    let completer = Completer(session: session)
    editor.complete = { line, cursor in
      let found = completer.complete(line, cursor: cursor)
      return Completion(start: found.start, candidates: found.candidates, suffix: found.suffix)
    }
    editor.hint = completer.hint
    guard let path = session.historyPath else { return }
    attempt { try editor.loadHistory(from: path) }
    session.recall(editor.history)
  }

  func next(prompt: String) -> LineEvent { editor.next(prompt: prompt) }

  func remember(_ entry: String) {
    editor.remember(entry)
    attempt(editor.saveHistory)
  }

  /// A history that cannot be read or kept is worth a word, not the session.
  private func attempt(_ work: () throws -> Void) {
    do { try work() } catch { session.warn("\(error)") }
  }
}
