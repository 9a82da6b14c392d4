import CTerminal
import Display

/// The line as it stands on the terminal: libedit draws prompt and text, this draws what libedit does not
/// know of, and finds its way around what libedit drew.
final class EditorScreen {
  /// As it was given, escape sequences included.
  var prompt = ""
  /// The whole hint behind the cursor, of which the row may show a part; empty when none is shown.
  private(set) var hint = ""

  private let editor: OpaquePointer
  /// Without colours there may be no dim either, and a hint would look like text.
  private let showsHints = TerminalInfo.colorDepth > .none

  private static let startsPastes = "\u{1b}[?2004h"
  static let endsPastes = "\u{1b}[?2004l"

  init(editor: OpaquePointer) { self.editor = editor }

  /// What is being edited; the cursor is an offset in UTF-8.
  var line: (text: String, cursor: Int) {
    var text: UnsafePointer<CChar>?
    var length: Int32 = 0
    var cursor: Int32 = 0
    ct_editor_line(editor, &text, &length, &cursor)
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
    return (String(decoding: bytes, as: UTF8.self), Int(cursor))
  }

  /// libedit shows the pattern of a search on a row of its own, as part of the line behind the cursor.
  var isSearching: Bool {
    let (text, cursor) = line
    let rest = text.utf8.dropFirst(cursor)
    return ["\nbck", "\nfwd"].contains { rest.contains($0.utf8) }
  }

  private var layout: LineLayout {
    let (text, cursor) = line
    return LineLayout(
      prompt: PromptText.visible(prompt), line: text, cursor: cursor, columns: TerminalInfo.size.columns)
  }

  // MARK: A line begins and ends

  func begin(prompt: String) {
    self.prompt = prompt
    hint = ""
    ct_write(Self.startsPastes)
  }

  func end() { ct_write(Self.endsPastes) }

  /// Leaves the cursor on a fresh row below the line.
  func leave(saying text: String = "") {
    let layout = layout
    let down = layout.end.row - layout.cursor.row
    ct_write((down > 0 ? "\u{1b}[\(down)B" : "") + text + "\r\n")
  }

  /// Shows rows below the line, and the line again below them.
  func show(_ rows: [String]) {
    leave()
    ct_write(rows.map { $0 + "\r\n" }.joined())
    ct_editor_draw(editor)
  }

  // MARK: Hints

  /// Shows as much of a hint as fits the row: more would scroll the screen under libedit.
  func showHint(_ text: String) {
    guard showsHints else { return }
    var room = TerminalInfo.size.columns - layout.cursor.column - 1
    let fitting = VisibleText.of(text).prefix {
      room -= TextWidth.of($0)
      return room >= 0
    }
    guard !fitting.isEmpty else { return }
    hint = text
    ct_write("\u{1b}[2m\(fitting)\u{1b}[0m\u{1b}[\(TextWidth.of(fitting))D")
  }

  func hideHint() {
    if !hint.isEmpty { ct_write("\u{1b}[K") }
    hint = ""
  }

  // MARK: Drawing again

  /// Draws over libedit what it draws wrongly, after each key. It goes on moving by its own picture; the next
  /// key's drawing mends that.
  func drawOverIfUneven() {
    let layout = layout
    guard layout.isUneven else { return }
    clear(layout)
    // At the margin the terminal waits with the cursor in the last column: a blank makes it wrap.
    let isAtMargin = layout.end.column == 0 && layout.end.row > 0
    ct_write(prompt + LineLayout.drawn(line.text) + (isAtMargin ? " \r" : ""))
    let up = layout.end.row - layout.cursor.row
    ct_write((up > 0 ? "\u{1b}[\(up)A" : "") + "\u{1b}[\(layout.cursor.column + 1)G")
  }

  func resize() {
    hideHint()
    clear(layout)  // most terminals wrap the rows anew: then this is where the line starts
    ct_editor_resize(editor)
    ct_editor_draw(editor)
  }

  /// Ctrl-Z: the shell gets its terminal back until it continues us.
  func suspend() {
    hideHint()
    leave()
    end()
    ct_editor_raw(editor, false)
    ct_suspend()
    enterAgain()
  }

  /// Continued without a stop by Ctrl-Z: somebody else may have used the terminal.
  func resume() {
    ct_editor_raw(editor, false)
    enterAgain()
  }

  private func enterAgain() {
    ct_editor_raw(editor, true)
    ct_write(Self.startsPastes)
    ct_editor_resize(editor)
    ct_write("\r\u{1b}[J")
    ct_editor_draw(editor)
  }

  /// Clears what is drawn. The cursor must be where the layout says, and is then where the prompt begins.
  private func clear(_ layout: LineLayout) {
    let row = layout.cursor.row
    ct_write((row > 0 ? "\u{1b}[\(row)A" : "") + "\r\u{1b}[J")
  }
}
