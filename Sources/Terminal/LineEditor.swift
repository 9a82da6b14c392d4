import CTerminal
import Display

/// A line editor on the terminal, over libedit: history, completion, hints, pastes of many lines.
///
/// libedit edits; this class stands between it and the keyboard, so that signals, resizes and pastes come in
/// whole. The terminal is in the editor's mode only while `next` waits.
public final class LineEditor: LineSource {
  /// What Tab offers for the word before the cursor (an offset in UTF-8).
  public var complete: (_ line: String, _ cursor: Int) -> Completion = { _, cursor in .none(at: cursor) }
  /// What could follow the line; shown dim after it, taken with → or End.
  public var hint: ((_ line: String) -> String?)?

  public var isInteractive: Bool { true }

  private let editor: OpaquePointer
  private let screen: EditorScreen
  private var past = LineHistory()
  private var historyFile: HistoryFile?

  private var decoder = KeyDecoder()
  private var keys: [KeyDecoder.Key] = []
  /// What libedit is to read next: a key in pieces.
  private var characters: [Int32] = []
  private var pasted = ""
  private var isVi = false

  /// How long an ESC may wait for the rest of a sequence.
  private static let escapeMilliseconds: Int32 = 100

  /// - Parameter program: the name that lines of .editrc may begin with.
  /// - Returns: nil when stdin or stdout is no terminal, or one that cannot move its cursor.
  public init?(program: String) {
    guard TerminalInfo.canEdit, ct_use_utf8(), let editor = ct_editor_open(program) else { return nil }
    self.editor = editor
    screen = EditorScreen(editor: editor)
    ct_editor_delegate_to(
      editor,
      ct_editor_delegate(
        context: Unmanaged.passUnretained(self).toOpaque(),
        next_key: { LineEditor.of($0)?.nextKey() ?? Int32(CT_KEY_END) },
        perform: { LineEditor.of($0)?.perform($1) ?? CT_REFUSED }))
    ct_history_size(editor, Int32(LineHistory.limit))
    EditorBindings(editor: editor).bindAll()
    isVi = ct_editor_is_vi(editor)
  }

  deinit { ct_editor_close(editor) }

  private static func of(_ context: UnsafeMutableRawPointer?) -> LineEditor? {
    context.map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
  }

  /// What was typed up to Enter; a paste in it may hold newlines.
  public func next(prompt: String) -> LineEvent {
    guard ct_signals_watch() else { return .end }
    defer { ct_signals_restore() }
    bindAgainIfChanged()
    ct_guard_arm(EditorScreen.endsPastes + "\u{1b}[0m\r\n")
    defer { ct_guard_arm(nil) }
    screen.begin(prompt: prompt)
    var text: UnsafePointer<CChar>?
    var length: Int32 = 0
    let reading = ct_editor_read(editor, PromptText.marked(prompt), &text, &length)
    let line = String(decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self)
    screen.end()
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
    guard ct_editor_is_vi(editor) != isVi else { return }
    isVi.toggle()
    EditorBindings(editor: editor).bindEssentials()
  }
}

// MARK: - Keys

extension LineEditor {
  /// libedit asks for the next character; all it drew before is on the screen.
  private func nextKey() -> Int32 {
    if !characters.isEmpty { return characters.removeFirst() }
    screen.drawOverIfUneven()
    showHint()
    while true {
      while !keys.isEmpty {
        characters = characters(for: keys.removeFirst())
        if !characters.isEmpty { return characters.removeFirst() }
      }
      if let end = waitForKeys() { return end }
    }
  }

  /// Until `keys` has some, or there will be none: then what libedit is to be told.
  private func waitForKeys() -> Int32? {
    while keys.isEmpty {
      let wakes = ct_wait(decoder.awaitsSequence ? Self.escapeMilliseconds : -1)
      if wakes == 0 { keys = decoder.flush() }
      if wakes & Int32(CT_INTERRUPT.rawValue) != 0 { return giveUp() }
      if wakes & Int32(CT_SUSPEND.rawValue) != 0 { around(screen.suspend) }
      if wakes & Int32(CT_CONTINUED.rawValue) != 0 { around(screen.resume) }
      if wakes & Int32(CT_RESIZED.rawValue) != 0 { around(screen.resize) }
      if wakes & Int32(CT_INPUT.rawValue) != 0 {
        // One byte at a time: what comes after this line is for whoever reads next.
        guard let byte = UInt8(exactly: ct_read_byte()) else { return Int32(CT_KEY_END) }
        keys = decoder.take(byte)
      }
    }
    return nil
  }

  private func around(_ redraw: () -> Void) {
    redraw()
    screen.drawOverIfUneven()
    showHint()
  }

  private func showHint() {
    guard let hint, keys.isEmpty else { return }
    let (text, cursor) = screen.line
    guard !text.isEmpty, cursor == text.utf8.count, let rest = hint(text), !rest.isEmpty else { return }
    screen.showHint(rest)
  }

  private func giveUp() -> Int32 {
    screen.hideHint()
    screen.leave(saying: "^C")
    decoder = KeyDecoder()
    return Int32(CT_KEY_INTERRUPTED)
  }

  /// What libedit is given for a key; nothing when the key means nothing.
  private func characters(for key: KeyDecoder.Key) -> [Int32] {
    if !screen.hint.isEmpty && EditorBindings.acceptsHint(key) {
      return [EditorBindings.OwnKey.acceptHint.rawValue]
    }
    screen.hideHint()
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
      return screen.isSearching ? [0x1b] + characters : characters
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
}

// MARK: - Commands

extension LineEditor {
  private func perform(_ command: ct_command) -> ct_outcome {
    switch command {
    case CT_COMPLETE: return completeWord()
    case CT_INSERT_PASTE: return insert(pasted)
    case CT_ACCEPT_HINT:
      let hint = screen.hint
      screen.hideHint()
      return insert(hint)
    case CT_DELETE_OR_END: return deleteOrEnd()
    default: return CT_DONE
    }
  }

  private func insert(_ text: String) -> ct_outcome {
    ct_editor_insert(editor, text) ? CT_LINE_CHANGED : CT_REFUSED
  }

  private func deleteOrEnd() -> ct_outcome {
    let (text, cursor) = screen.line
    if text.isEmpty { return CT_END_OF_INPUT }
    if cursor == text.utf8.count { return CT_REFUSED }
    ct_editor_delete_after(editor)
    return CT_LINE_CHANGED
  }

  private func completeWord() -> ct_outcome {
    let (text, cursor) = screen.line
    let completion = complete(text, cursor)
    guard (0...cursor).contains(completion.start) else { return CT_REFUSED }
    let bytes = text.utf8.dropFirst(completion.start).prefix(cursor - completion.start)
    let typed = String(decoding: bytes, as: UTF8.self)
    switch completion.step(typed: typed) {
    case .nothing: return CT_REFUSED
    case .replace(let word):
      ct_editor_delete_before(editor, Int32(typed.unicodeScalars.count))
      return insert(word)
    case .list:
      let size = TerminalInfo.size
      screen.show(completion.listing(rows: max(1, size.rows - 2), columns: size.columns))
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
