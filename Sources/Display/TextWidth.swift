/// How many terminal columns a text takes. A table of our own, because `wcwidth` follows the locale and the
/// age of libc: wide East Asian characters and emoji take 2 columns, combining marks 0, the rest 1
/// (ambiguous ones too). Terminals add up the scalars of a character; only emoji sequences count as one.
public enum TextWidth {
  public static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x7f }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  public static func of(_ character: Character) -> Int {
    if character.isASCII { return 1 }
    let scalars = character.unicodeScalars
    if scalars.count == 1, let scalar = scalars.first { return of(scalar) }
    return isEmoji(scalars) ? 2 : scalars.reduce(0) { $0 + of($1) }
  }

  /// A flag, a ZWJ sequence, a skin tone, or anything that U+FE0F asks to see as a picture.
  private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
    guard let first = scalars.first, first.properties.isEmoji else { return false }
    return scalars.contains("\u{fe0f}")
      || first.properties.isEmojiPresentation && !scalars.contains("\u{fe0e}")
      || scalars.contains("\u{200d}")
      || scalars.contains { $0.properties.isEmojiModifier }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if isZeroWidth(scalar) { return 0 }
    return scalar.properties.isEmojiPresentation || isWide(scalar.value) ? 2 : 1
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300: return scalar.value == 0xad
    case 0x115f: return false  // Hangul's initial filler holds the two columns of its syllable
    case 0x1160...0x11ff, 0xd7b0...0xd7fb: return true  // vowels and finals share their initial's columns
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// W and F of Unicode's EastAsianWidth.txt, less what is an emoji anyway; gaps that hold nothing are
  /// merged.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case ..<0x1100: false
    case 0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x3247, 0x3250...0x4dbf,
      0x4e00...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19,
      0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff,
      0x1f200...0x1f265, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}
