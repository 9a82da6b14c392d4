/// The short way through BERT's stages. Most of a text is words of ASCII between blanks: they go from the text's bytes
/// to their pieces directly. A stretch between two blanks that holds anything else takes the stages themselves; nothing
/// that they do reaches across a blank.
///
/// The rules are those of the stages, asked once for each of the 128 characters.
struct PlainWords: Sendable {
  private enum Kind: UInt8 { case word, punctuation, blank, other }

  private let kinds: [Kind]
  /// What a byte of a word is spelled as.
  private let folded: [UInt8]
  private let normalizer: Normalizer
  private let wordPiece: WordPiece

  init(_ normalizer: Normalizer, _ wordPiece: WordPiece) {
    self.normalizer = normalizer
    self.wordPiece = wordPiece
    kinds = (0...255).map { value in
      let scalar = Unicode.Scalar(UInt8(value))
      if value >= 0x80 || (scalar.isDroppedByCleaning && (normalizer.cleans || !scalar.isSpace)) {
        return .other
      }
      return scalar.isSpace ? .blank : scalar.isPunctuation ? .punctuation : .word
    }
    folded = (0...255).map { value in
      let spelled = normalizer(MappedText(elements: [.init(scalar: Unicode.Scalar(UInt8(value)), origin: 0)]))
      return spelled.elements.first.flatMap { $0.scalar.isASCII ? UInt8($0.scalar.value) : nil }
        ?? UInt8(value)
    }
  }

  /// Calls `use` with each piece, its range in scalars of the text.
  ///
  /// - Parameter first: the number of the text's first scalar.
  func forEachPiece(of text: String, from first: Int = 0, _ use: (Piece) -> Void) {
    var text = text
    text.withUTF8 { bytes in
      var spelling = Spelling()
      var pieces: [Piece] = []
      var index = 0
      // Scalars and bytes are counted alike but for those that are no ASCII.
      var surplus = -first
      while index < bytes.count {
        if kinds[Int(bytes[index])] == .blank {
          index += 1
          continue
        }
        let start = index
        var isPlain = true
        while index < bytes.count, kinds[Int(bytes[index])] != .blank {
          isPlain = isPlain && kinds[Int(bytes[index])] != .other
          index += 1
        }
        let stretch = UnsafeBufferPointer(rebasing: bytes[start..<index])
        pieces.removeAll(keepingCapacity: true)
        if isPlain {
          match(stretch, at: start - surplus, &spelling, appendingTo: &pieces)
        } else {
          let scalars = Array(String(decoding: stretch, as: UTF8.self).unicodeScalars)
          matchByStages(scalars, at: start - surplus, appendingTo: &pieces)
          surplus += stretch.count - scalars.count
        }
        for piece in pieces { use(piece) }
      }
    }
  }

  /// Words and punctuation marks of a stretch without blanks.
  private func match(
    _ stretch: UnsafeBufferPointer<UInt8>, at place: Int, _ spelling: inout Spelling,
    appendingTo pieces: inout [Piece]
  ) {
    var start = 0
    while start < stretch.count {
      var end = start + 1
      if kinds[Int(stretch[start])] == .word {
        while end < stretch.count, kinds[Int(stretch[end])] == .word { end += 1 }
      }
      wordPiece.match(
        UnsafeBufferPointer(rebasing: stretch[start..<end]), folded, at: place + start, &spelling,
        appendingTo: &pieces)
      start = end
    }
  }

  private func matchByStages(_ scalars: [Unicode.Scalar], at place: Int, appendingTo pieces: inout [Piece]) {
    let text = normalizer(MappedText(scalars[...]))
    for piece in wordPiece.pieces(of: PreTokenizer.words(of: text), in: text) {
      let range = text.origin(of: piece.range)
      pieces.append(Piece(id: piece.id, range: range.lowerBound + place..<range.upperBound + place))
    }
  }
}
