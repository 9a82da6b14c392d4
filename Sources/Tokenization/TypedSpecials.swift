/// Cuts a text at the special tokens that were typed in it, before any other stage.
struct TypedSpecials: Sendable {
  enum Part {
    case text(Range<Int>)
    /// The range has the white space that the token takes; `spaces` is how much of it that is.
    case special(SpecialTokens.Special, Range<Int>, spaces: (before: Int, after: Int))
  }

  private let sought: [(special: SpecialTokens.Special, scalars: [Unicode.Scalar], bytes: [UInt8])]
  private let firsts: Set<Unicode.Scalar>
  private let firstBytes: [UInt8]

  init(_ specials: SpecialTokens) {
    // The longest first, so that none hides a longer one that begins as it does.
    sought = Set(specials.all).map { ($0, Array($0.text.unicodeScalars), Array($0.text.utf8)) }.filter {
      !$0.1.isEmpty
    }
    .sorted { $0.1.count > $1.1.count }
    firsts = Set(sought.map { $0.scalars[0] })
    firstBytes = Array(Set(sought.map { $0.bytes[0] }))
  }

  /// Whether one may stand in the text: a look at its bytes. False is certain.
  func mayStand(in text: String) -> Bool {
    text.utf8.contains { firstBytes.contains($0) } && sought.contains { text.utf8.holds($0.bytes) }
  }

  /// - Returns: the parts in order; ranges are scalars of the text, and cover it.
  func parts(of scalars: [Unicode.Scalar]) -> [Part] {
    var parts: [Part] = []
    var start = 0
    var index = 0
    while index < scalars.count {
      guard firsts.contains(scalars[index]),
        let found = sought.first(where: { scalars[index...].starts(with: $0.scalars) })
      else {
        index += 1
        continue
      }
      let match = index..<index + found.scalars.count
      index = match.upperBound
      let reach = found.special.reach
      if reach.isWholeWord, touchesWord(match, scalars) { continue }
      let before =
        reach.takesSpaceBefore
        ? scalars[start..<match.lowerBound].reversed().prefix(while: \.isSpace).count : 0
      let after = reach.takesSpaceAfter ? scalars[match.upperBound...].prefix(while: \.isSpace).count : 0
      let range = match.lowerBound - before..<match.upperBound + after
      if start < range.lowerBound { parts.append(.text(start..<range.lowerBound)) }
      parts.append(.special(found.special, range, spaces: (before, after)))
      start = range.upperBound
      index = start
    }
    if start < scalars.count { parts.append(.text(start..<scalars.count)) }
    return parts
  }

  private func touchesWord(_ match: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
    let isWord = { (scalar: Unicode.Scalar) in
      scalar.isLetter || scalar.isNumber || scalar == "_" || scalar.isNonspacingMark
    }
    return (match.lowerBound > 0 && isWord(scalars[match.lowerBound - 1]))
      || (match.upperBound < scalars.count && isWord(scalars[match.upperBound]))
  }
}

extension String.UTF8View {
  /// Whether these bytes stand somewhere in it.
  fileprivate func holds(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: bytes) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
