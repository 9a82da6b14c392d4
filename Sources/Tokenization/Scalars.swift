/// Properties of Unicode scalars as the reference sees them (UnicodeTables), each with a short way for ASCII.
extension Unicode.Scalar {
  /// NUL, U+FFFD, control, format and private-use characters, but not tab, line feed and carriage return.
  var isDroppedByCleaning: Bool {
    if value < 0x80 { return (value < 0x20 && value != 9 && value != 10 && value != 13) || value == 0x7F }
    return RangeTable.dropped.contains(value)
  }

  /// White_Space of Unicode, which is what Rust's `char::is_whitespace` asks.
  var isSpace: Bool {
    if value < 0x80 { return value == 0x20 || (9...13).contains(value) }
    return properties.isWhitespace
  }

  /// Every printable ASCII character that is no letter or digit, and Unicode's P categories.
  var isPunctuation: Bool {
    if value < 0x80 {
      switch value {
      case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
      default: return false
      }
    }
    return RangeTable.punctuation.contains(value)
  }

  /// The ideograph blocks; neither kana nor Hangul. Extension E begins at U+2B920 in the reference.
  var isIdeograph: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
      0x2B920...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }

  /// What is left of it after canonical decomposition when non-spacing marks are taken away: mostly itself.
  var withoutAccents: [Unicode.Scalar] {
    if value < 0xC0 { return [self] }
    if (0xAC00...0xD7A3).contains(value) { return jamo }
    if RangeTable.marks.contains(value) { return [] }
    if let base = RangeTable.base(of: value) { return [base] }
    if let parts = UnicodeTables.parts[value] { return parts.compactMap { Unicode.Scalar($0) } }
    return [self]
  }

  /// A Hangul syllable's letters (The Unicode Standard, section 3.12).
  private var jamo: [Unicode.Scalar] {
    let index = value - 0xAC00
    let tail = index % 28
    let letters = [0x1100 + index / 588, 0x1161 + index % 588 / 28] + (tail == 0 ? [] : [0x11A7 + tail])
    return letters.compactMap { Unicode.Scalar($0) }
  }

  /// Lower case of this scalar alone: a final sigma is not looked for.
  var lowercased: [Unicode.Scalar] {
    if value < 0x80 {
      return (0x41...0x5A).contains(value) ? [Unicode.Scalar(UInt8(value + 0x20))] : [self]
    }
    return Array(properties.lowercaseMapping.unicodeScalars)
  }
}

/// Sorted ranges, looked up by halving.
private struct RangeTable {
  /// First and last of each range.
  let bounds: [UInt32]

  static let dropped = RangeTable(bounds: UnicodeTables.dropped)
  static let punctuation = RangeTable(bounds: UnicodeTables.punctuation)
  static let marks = RangeTable(bounds: UnicodeTables.marks)

  func contains(_ value: UInt32) -> Bool {
    var (low, high) = (0, bounds.count / 2)
    while low < high {
      let middle = (low + high) / 2
      if value > bounds[2 * middle + 1] { low = middle + 1 } else { high = middle }
    }
    return low < bounds.count / 2 && bounds[2 * low] <= value
  }

  static func base(of value: UInt32) -> Unicode.Scalar? {
    let pairs = UnicodeTables.bases
    var (low, high) = (0, pairs.count / 2)
    while low < high {
      let middle = (low + high) / 2
      if pairs[2 * middle] < value { low = middle + 1 } else { high = middle }
    }
    guard low < pairs.count / 2, pairs[2 * low] == value else { return nil }
    return Unicode.Scalar(pairs[2 * low + 1])
  }
}
