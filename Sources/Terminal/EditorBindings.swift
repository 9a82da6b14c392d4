import CTerminal

/// Which keys do what. Three layers: comforts, which the user's .editrc may overrule; .editrc itself; and
/// what the editor cannot do without. `bind -v` in .editrc forgets all earlier bindings, so that vi's are
/// made after it.
struct EditorBindings {
  /// Keys of our own, in the gap of C1 controls, which no keyboard sends.
  enum OwnKey: Int32, CaseIterable {
    case paste = 0x80
    case acceptHint, up, down, left, right, home, end, delete, previousWord, nextWord
  }

  let editor: OpaquePointer

  func bindAll() {
    bindComforts()
    ct_editor_source(editor)
    bindEssentials()
  }

  private func bindComforts() {
    // A function key must not leave the end of its sequence in the line.
    for number in 1...34 {
      ct_editor_bind(editor, "\\e[\(number)~", "talpa-ignore")
      for modifier in 2...8 { ct_editor_bind(editor, "\\e[\(number);\(modifier)~", "talpa-ignore") }
    }
    for final in "ABCDEFHPQRS" {
      for modifier in 2...8 { ct_editor_bind(editor, "\\e[1;\(modifier)\(final)", "talpa-ignore") }
    }
    for final in ["OP", "OQ", "OR", "OS", "[I", "[O", "[Z", "[E"] {
      ct_editor_bind(editor, "\\e\(final)", "talpa-ignore")
    }
    for final in ["A", "B", "C", "D", "E"] { ct_editor_bind(editor, "\\e[[\(final)", "talpa-ignore") }
    for (key, command) in [
      ("^R", "em-inc-search-prev"), ("^S", "em-inc-search-next"), ("\\e[3~", "ed-delete-next-char"),
      ("\\e[1~", "ed-move-to-beg"), ("\\e[7~", "ed-move-to-beg"), ("\\e[H", "ed-move-to-beg"),
      ("\\eOH", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"), ("\\e[8~", "ed-move-to-end"),
      ("\\e[F", "ed-move-to-end"), ("\\eOF", "ed-move-to-end"), ("\\e[1;5C", "em-next-word"),
      ("\\e[1;5D", "ed-prev-word"), ("\\e[1;3C", "em-next-word"), ("\\e[1;3D", "ed-prev-word"),
    ] {
      ct_editor_bind(editor, key, command)
    }
  }

  /// Also for later: a person may say `bind -v` while editing.
  func bindEssentials() {
    bind("^D", "talpa-delete-or-end")
    bind("^I", "talpa-complete")
    bind(.paste, "talpa-insert-paste")
    bind(.acceptHint, "talpa-accept-hint")
    guard ct_editor_is_vi(editor) else { return }
    bind("^R", "em-inc-search-prev")
    bind("^L", "ed-clear-screen")
    ct_editor_bind_in_vi_command_mode(editor, "^D", "talpa-delete-or-end")
    for (key, command): (OwnKey, String) in [
      (.up, "ed-prev-history"), (.down, "ed-next-history"), (.left, "ed-prev-char"),
      (.right, "ed-next-char"), (.home, "ed-move-to-beg"), (.end, "ed-move-to-end"),
      (.delete, "ed-delete-next-char"), (.previousWord, "vi-prev-word"), (.nextWord, "vi-next-word"),
    ] {
      bind(key, command)
    }
  }

  private func bind(_ key: String, _ command: String) { ct_editor_bind(editor, key, command) }

  private func bind(_ key: OwnKey, _ command: String) {
    guard let scalar = Unicode.Scalar(UInt32(key.rawValue)) else { return }
    ct_editor_bind(editor, String(scalar), command)
    if ct_editor_is_vi(editor) { ct_editor_bind_in_vi_command_mode(editor, String(scalar), command) }
  }

  /// In vi's modes ESC is a key: a binding that begins with it would swallow it. Sequences become keys of our
  /// own, or nothing.
  static func keyInVi(for sequence: String) -> OwnKey? {
    switch sequence {
    case "\u{1b}[A", "\u{1b}OA": .up
    case "\u{1b}[B", "\u{1b}OB": .down
    case "\u{1b}[C", "\u{1b}OC": .right
    case "\u{1b}[D", "\u{1b}OD": .left
    case "\u{1b}[H", "\u{1b}OH", "\u{1b}[1~", "\u{1b}[7~": .home
    case "\u{1b}[F", "\u{1b}OF", "\u{1b}[4~", "\u{1b}[8~": .end
    case "\u{1b}[3~": .delete
    case "\u{1b}[1;5C", "\u{1b}[1;3C": .nextWord
    case "\u{1b}[1;5D", "\u{1b}[1;3D": .previousWord
    default: nil
    }
  }

  /// What accepts a hint while one is shown: →, End, Ctrl-E, Ctrl-F.
  static func acceptsHint(_ key: KeyDecoder.Key) -> Bool {
    switch key {
    case .character("\u{5}"), .character("\u{6}"): true
    case .sequence(let sequence): [.right, .end].contains(keyInVi(for: sequence))
    default: false
    }
  }
}
