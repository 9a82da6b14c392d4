/// The one gate between a text and the terminal: whatever could move the cursor, change a colour, reorder a
/// line or hide becomes something to look at.
///
///     VisibleText.of("a\u{1b}[2Jb\u{202e}c")   // "a␛[2Jb⟨U+202E⟩c"
///
/// Control characters become Unicode's control pictures. Bidirectional controls, zero-width and other format
/// characters, line separators and unassigned code points become their number in ⟨⟩. Joiners and variation
/// selectors stay only where they shape an emoji. A combining mark with nothing before it gets ◌ to sit on,
/// and a lone Hangul vowel or final its (invisible) initial, so that neither joins the cell to its left.
public enum VisibleText {
  public static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    var visible = String.UnicodeScalarView()
    for (index, character) in text.enumerated() {
      // Most characters are these, and asking Unicode about each takes microseconds.
      if let ascii = character.asciiValue, (0x20..<0x7f).contains(ascii) {
        visible.append(Unicode.Scalar(ascii))
        continue
      }
      append(character, isFirst: index == 0, to: &visible)
    }
    return String(visible)
  }

  // Scalars are appended one by one: the view's append(contentsOf:) copies all there is, each time.
  private static func append(
    _ character: Character, isFirst: Bool, to visible: inout String.UnicodeScalarView
  ) {
    let scalars = character.unicodeScalars
    let isEmoji = scalars.count > 1 && scalars.first.map { $0.properties.isEmoji } == true
    let isSyllable = scalars.count > 1 && scalars.first.map { (0x1100...0x115f).contains($0.value) } == true
    var previous: Unicode.Scalar?
    for scalar in scalars {
      if previous == nil {
        if isFirst && isMark(scalar) { visible.append("◌") }
        for part in hangulStart(for: scalar) { visible.append(part) }
      }
      let shapesEmoji = isEmoji && (scalar == "\u{200d}" || scalar == "\u{fe0f}" || scalar == "\u{fe0e}")
      let fillsSyllable = isSyllable && (scalar == "\u{115f}" || scalar == "\u{1160}")
      let isLoneFlagHalf = (0x1f1e6...0x1f1ff).contains(scalar.value) && scalars.count == 1
      if !shapesEmoji && !fillsSyllable && (isLoneFlagHalf || isHidden(scalar)) {
        for part in standIn(for: scalar).unicodeScalars { visible.append(part) }
      } else {
        visible.append(scalar)
      }
      previous = scalar
    }
    // A joiner that joins nothing would take in the character after this one.
    if previous == "\u{200d}" && isEmoji {
      visible.removeLast()
      for part in standIn(for: "\u{200d}").unicodeScalars { visible.append(part) }
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: !scalar.properties.isDefaultIgnorableCodePoint
    default: false
    }
  }

  private static func hangulStart(for scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar.value {
    case 0x1161...0x11a7, 0xd7b0...0xd7c6: ["\u{115f}"]
    case 0x11a8...0x11ff, 0xd7cb...0xd7fb: ["\u{115f}", "\u{1160}"]
    default: []
    }
  }

  private static func standIn(for scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case ..<0x20: return String(Unicode.Scalar(0x2400 + scalar.value).map(Character.init) ?? "\u{fffd}")
    case 0x7f: return "␡"
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
    }
  }
}
