/// Takes the white space that byte-level BPE keeps in a token out of its range (trim_offsets).
struct OffsetTrimming: Hashable, Sendable {
  let addsPrefixSpace: Bool

  /// - Parameters:
  ///   - leading, trailing: how many of the token's characters, as it is spelled, are spaces.
  ///   - isFirst: whether it is the text's first token.
  func callAsFunction(_ range: Range<Int>, leading: Int, trailing: Int, isFirst: Bool) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    // A single space before the first word may have been put there; it is no scalar of the text. The
    // reference asks only where the token stands, not whether its space was added, and neither do we.
    let isAdded = addsPrefixSpace && leading == 1 && (isFirst || start == 0)
    if !isAdded { start = min(start + leading, end) }
    if trailing > 0, end >= trailing { end = max(end - trailing, start) }
    return start..<end
  }

  /// For a piece in the byte alphabet.
  func callAsFunction(_ range: Range<Int>, of piece: String, isFirst: Bool) -> Range<Int> {
    let scalars = piece.unicodeScalars
    let leading = scalars.prefix { $0 == ByteAlphabet.space }.count
    guard leading > 0 || scalars.last == ByteAlphabet.space else { return range }
    let trailing = scalars.reversed().prefix { $0 == ByteAlphabet.space }.count
    return self(range, leading: leading, trailing: trailing, isFirst: isFirst)
  }
}
