/// Looks for a word in texts: for every place where it stands as a whole word.
///
/// A word ends where BERT's own pre-tokenization ends it, at white space and punctuation. So "mole" is found
/// in "mole-hill" and in "mole's" (the 's is no part of it) and not in "molecule". Scripts that put nothing
/// between words have no such ends: there a word is found wherever its characters stand.
public struct WordSearch: Sendable {
  /// What is looked for: the word, and its inflections where they were asked for.
  public let spellings: [String]
  private let ignoresCase: Bool
  /// The spellings' scalars, folded.
  private let sought: [[Unicode.Scalar]]
  /// What all spellings begin with, as far as that is ASCII; in lower case.
  private let beginning: [UInt8]

  /// - Parameters:
  ///   - word: may have spaces and hyphens ("sea wall"); an empty one is never found.
  ///   - ignoringCase: scalar by scalar; a letter outside ASCII never equals one inside.
  ///   - withForms: the regular English inflections too (`EnglishForms`).
  public init(_ word: String, ignoringCase: Bool = true, withForms: Bool = false) {
    spellings = withForms ? EnglishForms(of: word).all : [word]
    ignoresCase = ignoringCase
    sought = spellings.map { spelling in
      spelling.unicodeScalars.map { ignoringCase ? $0.folded : $0 }
    }.filter { !$0.isEmpty }
    beginning = sought.dropFirst().reduce(sought.first.map(asciiPrefix) ?? []) { common, spelling in
      zip(common, asciiPrefix(of: spelling)).prefix { $0 == $1 }.map(\.0)
    }
  }

  /// Where the word stands, in scalars of the text; the ranges are in order and do not overlap.
  public func ranges(in text: String) -> [Range<Int>] {
    guard !sought.isEmpty, mayStand(in: text) else { return [] }
    let scalars = Array(text.unicodeScalars)
    let folded = ignoresCase ? scalars.map(\.folded) : scalars
    var ranges: [Range<Int>] = []
    var start = 0
    while start < scalars.count {
      let rest = folded[start...]
      let end = sought.filter(rest.starts).map { start + $0.count }.filter { isWordBoundary($0, in: scalars) }
        .max()
      if let end, isWordBoundary(start, in: scalars) {
        ranges.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return ranges
  }

  /// A quick look at the bytes: most texts of a large corpus do not hold the word.
  private func mayStand(in text: String) -> Bool {
    guard let first = beginning.first else { return true }
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.count >= beginning.count else { return false }
      return (0...bytes.count - beginning.count).contains { start in
        lowercased(bytes[start]) == first
          && beginning.indices.allSatisfy { lowercased(bytes[start + $0]) == beginning[$0] }
      }
    }
    return found ?? true
  }
}

private func asciiPrefix(of scalars: [Unicode.Scalar]) -> [UInt8] {
  scalars.prefix(while: \.isASCII).map { lowercased(UInt8($0.value)) }
}

/// Of an ASCII capital; other bytes stay.
private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

/// Whether a word may begin or end before the scalar at `index`.
private func isWordBoundary(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
  guard index > 0, index < scalars.count else { return true }
  let (before, after) = (scalars[index - 1], scalars[index])
  if after.isMark { return !before.isWordScalar }
  return !(before.isWordScalar && after.isWordScalar)
    || before.isWrittenWithoutSpaces || after.isWrittenWithoutSpaces
}

extension Unicode.Scalar {
  /// In lower case, where that is one scalar and of the same side of ASCII.
  fileprivate var folded: Unicode.Scalar {
    if isASCII { return ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self }
    let lower = properties.lowercaseMapping.unicodeScalars
    guard let only = lower.first, lower.count == 1, !only.isASCII else { return self }
    return only
  }

  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Ideographs, kana, and the scripts of Thai, Lao, Burmese and Khmer.
  fileprivate var isWrittenWithoutSpaces: Bool {
    switch value {
    case ..<0x0E00: false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF: true
    default: properties.isIdeographic
    }
  }
}
