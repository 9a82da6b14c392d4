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
    case ..<0x3400: false
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B81F,
      0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }

  /// Category Mn as of the reference: what accent stripping takes away.
  var isNonspacingMark: Bool { value >= 0x300 && RangeTable.marks.contains(value) }

  /// `\p{L}`, where byte-level BPE cuts.
  var isLetter: Bool {
    if value < 0x80 { return (0x41...0x5A).contains(value & ~0x20) }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return isAssigned(by: 16)
    default: return false
    }
  }

  /// `\p{N}`, where byte-level BPE cuts.
  var isNumber: Bool {
    if value < 0x80 { return (0x30...0x39).contains(value) }
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: return isAssigned(by: 16)
    default: return false
    }
  }

  /// Whether a version of Unicode (its major number) has it: the reference's tables are older than Swift's.
  func isAssigned(by version: Int) -> Bool {
    guard let age = properties.age else { return false }
    return age.major < version || (age.major == version && age.minor == 0)
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
}
