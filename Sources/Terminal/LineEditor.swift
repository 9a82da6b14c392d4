import CTerminal
import Display

/// A line editor on the terminal, over libedit: history, completion, hints, pastes, many-line entries.
///
/// libedit edits and draws; this class stands between it and the keyboard. It reads the keys, so that signals,
/// resizes and pastes come in whole, and draws what libedit does not know: the hint and the list of
/// completions. The terminal is in the editor's mode only while `next` waits.
public final class LineEditor: LineSource {
  /// What Tab offers for the word before the cursor (an offset in UTF-8).
  public var complete: (_ line: String, _ cursor: Int) -> Completion = { _, cursor in .none(at: cursor) }
  /// What could follow the line; shown dim after it, taken with → or End.
  public var hint: ((_ line: String) -> String?)?

  public var isInteractive: Bool { true }

  private var editor: OpaquePointer?
  private var past = LineHistory()
  private var historyFile: HistoryFile?

  private var decoder = KeyDecoder()
  private var keys: [KeyDecoder.Key] = []
  /// What libedit is to read next: a sequence in pieces.
  private var characters: [Int32] = []
  private var pasted = ""
  private var prompt = ""
  private var shownHint = ""
  private var isVi = false

  /// How long an ESC may wait for the rest of a sequence.
  private static let escapeMilliseconds: Int32 = 100
  private static let startsPastes = "\u{1b}[?2004h"
  private static let endsPastes = "\u{1b}[?2004l"

  /// - Parameter program: the name that lines of .editrc may begin with.
  /// - Returns: nil when stdin or stdout is no terminal, or one that cannot move its cursor.
  public init?(program: String) {
    guard TerminalInfo.canEdit, ct_use_utf8() else { return nil }
    let delegate = ct_editor_delegate(
      context: Unmanaged.passUnretained(self).toOpaque(),
      next_key: { LineEditor.of($0)?.nextKey() ?? Int32(CT_KEY_END) },
      perform: { LineEditor.of($0)?.perform($1) ?? CT_REFUSED })
    guard let editor = ct_editor_open(program, delegate) else { return nil }
    self.editor = editor
    ct_history_size(editor, Int32(LineHistory.limit))
    EditorBindings(editor: editor).bindAll()
    isVi = ct_editor_is_vi(editor)
  }

  deinit {
    if let editor { ct_editor_close(editor) }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> LineEditor? {
    context.map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
  }

  /// What was typed up to Enter; a paste in it may hold newlines.
  public func next(prompt: String) -> LineEvent {
    guard let editor, ct_signals_watch() else { return .end }
    self.prompt = prompt
    bindAgainIfChanged()
    ct_guard_arm(Self.endsPastes + "\u{1b}[0m\r\n")
    ct_write(Self.startsPastes)
    defer {
      ct_guard_arm(nil)
      ct_signals_restore()
    }
    var text: UnsafePointer<CChar>?
    var length: Int32 = 0
    let reading = ct_editor_read(editor, PromptText.marked(prompt), &text, &length)
    let line = String(decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self)
    ct_write(Self.endsPastes)
    switch reading {
    case CT_LINE: return .line(line)
    case CT_INTERRUPTED:
      ct_interrupts_clear()
      return .interrupted
    default: return .end
    }
  }

  /// `bind -v` and `bind -e` may also be typed (libedit's ed-command).
  private func bindAgainIfChanged() {
    guard let editor, ct_editor_is_vi(editor) != isVi else { return }
    isVi.toggle()
    EditorBindings(editor: editor).bindEssentials()
  }
}

// MARK: - Keys

extension LineEditor {
  /// libedit asks for the next character; all it drew before is on the screen.
  private func nextKey() -> Int32 {
    if !characters.isEmpty { return characters.removeFirst() }
    drawOverIfUneven()
    showHint()
    while true {
      while !keys.isEmpty {
        let key = keys.removeFirst()
        let acceptsHint = !shownHint.isEmpty && EditorBindings.acceptsHint(key)
        if !acceptsHint { hideHint() }
        characters = acceptsHint ? [EditorBindings.OwnKey.acceptHint.rawValue] : meaning(of: key)
        if !characters.isEmpty { return characters.removeFirst() }
      }
      if let end = waitForKeys() { return end }
    }
  }

  /// Until `keys` has some, or there will be none.
  private func waitForKeys() -> Int32? {
    while keys.isEmpty {
      let wakes = ct_wait(decoder.awaitsSequence ? Self.escapeMilliseconds : -1)
      if wakes == 0 { keys = decoder.flush() }
      if wakes & Int32(CT_INTERRUPT.rawValue) != 0 { return giveUp() }
      if wakes & Int32(CT_SUSPEND.rawValue) != 0 { suspend() }
      if wakes & Int32(CT_CONTINUED.rawValue) != 0 { resume() }
      if wakes & Int32(CT_RESIZED.rawValue) != 0 { resize() }
      if wakes & Int32(CT_INPUT.rawValue) != 0 {
        // One byte at a time: what comes after this line is for whoever reads next.
        let byte = ct_read_byte()
        guard let byte = UInt8(exactly: byte) else { return endOfInput() }
        keys = decoder.take(byte)
      }
    }
    return nil
  }

  private func meaning(of key: KeyDecoder.Key) -> [Int32] {
    switch key {
    case .character(let scalar):
      // C1 controls would be taken for our own keys.
      return (0x80...0x9f).contains(scalar.value) ? [] : [Int32(scalar.value)]
    case .paste(let text, let lost):
      pasted = Self.insertable(text)
      if lost > 0 { ct_write("\u{7}") }
      return [EditorBindings.OwnKey.paste.rawValue]
    case .sequence(let sequence):
      if isVi { return EditorBindings.keyInVi(for: sequence).map { [$0.rawValue] } ?? [] }
      let characters = sequence.unicodeScalars.map { Int32($0.value) }
      // A search ends at the first ESC and would take the rest for text.
      return isSearching ? [0x1b] + characters : characters
    }
  }

  /// A paste as one entry: line breaks of any kind become newlines, those at the end go.
  static func insertable(_ paste: String) -> String {
    var scalars = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in paste.unicodeScalars where scalar != "\0" {
      if !(afterReturn && scalar == "\n") { scalars.append(scalar == "\r" ? "\n" : scalar) }
      afterReturn = scalar == "\r"
    }
    while scalars.last == "\n" { scalars.removeLast() }
    return String(scalars)
  }

  /// libedit shows the pattern of a search on a row of its own, behind the cursor.
  private var isSearching: Bool {
    let (line, cursor) = current
    let rest = line.utf8.dropFirst(cursor)
    return ["\nbck", "\nfwd"].contains { rest.contains($0.utf8) }
  }

  private func giveUp() -> Int32 {
    hideHint()
    decoder = KeyDecoder()
    leaveLine(saying: "^C")
    return Int32(CT_KEY_INTERRUPTED)
  }

  private func endOfInput() -> Int32 {
    leaveLine(saying: "")
    return Int32(CT_KEY_END)
  }
}

// MARK: - The screen

extension LineEditor {
  private var current: (line: String, cursor: Int) {
    var text: UnsafePointer<CChar>?
    var length: Int32 = 0
    var cursor: Int32 = 0
    ct_editor_line(editor, &text, &length, &cursor)
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
    return (String(decoding: bytes, as: UTF8.self), Int(cursor))
  }

  private var layout: LineLayout {
    let (line, cursor) = current
    return LineLayout(
      prompt: PromptText.visible(prompt), line: line, cursor: cursor, columns: TerminalInfo.size.columns)
  }

  /// Shows as much of the hint as fits the row: more would scroll the screen under libedit.
  private func showHint() {
    guard let hint, keys.isEmpty else { return }
    let (line, cursor) = current
    guard !line.isEmpty, cursor == line.utf8.count, let text = hint(line), !text.isEmpty else { return }
    let place = LineLayout(prompt: prompt, line: line, cursor: cursor, columns: TerminalInfo.size.columns)
      .cursor
    var room = TerminalInfo.size.columns - place.column - 1
    let fitting = VisibleText.of(text).prefix {
      room -= TextWidth.of($0)
      return room >= 0
    }
    guard !fitting.isEmpty else { return }
    shownHint = text
    ct_write("\u{1b}[2m\(fitting)\u{1b}[0m\u{1b}[\(TextWidth.of(fitting))D")
  }

  private func hideHint() {
    if !shownHint.isEmpty { ct_write("\u{1b}[K") }
    shownHint = ""
  }

  /// Leaves the cursor on a fresh row below the line.
  private func leaveLine(saying text: String) {
    let layout = layout
    let down = layout.end.row - layout.cursor.row
    ct_write((down > 0 ? "\u{1b}[\(down)B" : "") + text + "\r\n")
  }

  /// Clears what is drawn. The cursor must be where the layout says, and is then where the prompt begins.
  private func clear(_ layout: LineLayout) {
    let row = layout.cursor.row
    ct_write((row > 0 ? "\u{1b}[\(row)A" : "") + "\r\u{1b}[J")
  }

  /// Draws over libedit what it draws wrongly, after each key. It goes on moving by its own picture; the next
  /// key's drawing mends that.
  private func drawOverIfUneven() {
    let layout = layout
    guard layout.isUneven else { return }
    clear(layout)
    // At the margin the terminal waits with the cursor in the last column: a blank makes it wrap.
    let isAtMargin = layout.end.column == 0 && layout.end.row > 0
    ct_write(prompt + LineLayout.drawn(current.line) + (isAtMargin ? " \r" : ""))
    let up = layout.end.row - layout.cursor.row
    ct_write((up > 0 ? "\u{1b}[\(up)A" : "") + "\u{1b}[\(layout.cursor.column + 1)G")
  }

  private func resize() {
    hideHint()
    clear(layout)  // most terminals wrap the rows anew: then this is where the line starts
    ct_editor_resize(editor)
    ct_editor_draw(editor)
    showHint()
  }

  private func suspend() {
    hideHint()
    leaveLine(saying: "")
    ct_write(Self.endsPastes)
    ct_editor_raw(editor, false)
    ct_suspend()
    enterAgain()
  }

  /// Continued without having stopped by Ctrl-Z: somebody else may have used the terminal.
  private func resume() {
    ct_editor_raw(editor, false)
    enterAgain()
  }

  private func enterAgain() {
    ct_editor_raw(editor, true)
    ct_write(Self.startsPastes)
    ct_editor_resize(editor)
    ct_write("\r\u{1b}[J")
    ct_editor_draw(editor)
    showHint()
  }
}

// MARK: - Commands

extension LineEditor {
  private func perform(_ command: ct_command) -> ct_outcome {
    switch command {
    case CT_COMPLETE: return completeWord()
    case CT_INSERT_PASTE: return insert(pasted)
    case CT_ACCEPT_HINT:
      defer { shownHint = "" }
      return insert(shownHint)
    case CT_DELETE_OR_END: return deleteOrEnd()
    default: return CT_DONE
    }
  }

  private func insert(_ text: String) -> ct_outcome {
    ct_editor_insert(editor, text) ? CT_LINE_CHANGED : CT_REFUSED
  }

  private func deleteOrEnd() -> ct_outcome {
    let (line, cursor) = current
    if line.isEmpty { return CT_END_OF_INPUT }
    if cursor == line.utf8.count { return CT_REFUSED }
    ct_editor_delete_after(editor)
    return CT_LINE_CHANGED
  }

  private func completeWord() -> ct_outcome {
    let (line, cursor) = current
    let completion = complete(line, cursor)
    guard (0...cursor).contains(completion.start) else { return CT_REFUSED }
    let bytes = line.utf8.dropFirst(completion.start).prefix(cursor - completion.start)
    let typed = String(decoding: bytes, as: UTF8.self)
    switch completion.step(typed: typed) {
    case .nothing: return CT_REFUSED
    case .replace(let word):
      ct_editor_delete_before(editor, Int32(typed.unicodeScalars.count))
      return insert(word)
    case .list:
      let size = TerminalInfo.size
      leaveLine(saying: "")
      let lines = completion.listing(rows: max(1, size.rows - 2), columns: size.columns)
      ct_write(lines.map { $0 + "\r\n" }.joined())
      ct_editor_draw(editor)
      return CT_DONE
    }
  }
}

// MARK: - History

extension LineEditor {
  /// All entries, the oldest first.
  public var history: [String] { past.entries }

  /// Takes the entries of earlier sessions from a file, and keeps it for `saveHistory`. A file that is not
  /// there yet is an empty one.
  /// - Throws: `HistoryFileError`
  public func loadHistory(from path: String) throws {
    let file = HistoryFile(path: path)
    historyFile = file
    past = try file.load()
    for entry in past.entries { ct_history_enter(editor, entry) }
  }

  /// Makes an entry the newest; an equal one moves.
  public func remember(_ entry: String) {
    guard past.remember(entry) else { return }
    ct_history_forget(editor, entry)
    ct_history_enter(editor, entry)
  }

  /// Adds this session's entries to the file. Those of other sessions, saved meanwhile, stay.
  /// - Throws: `HistoryFileError`
  public func saveHistory() throws {
    try historyFile?.save(&past)
  }
}
