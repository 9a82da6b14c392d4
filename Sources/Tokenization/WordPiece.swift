/// The third stage of BERT: each word as the fewest longest pieces, greedily from the left (Wu et al. 2016, Schuster and Nakajima
/// 2012). A word with a part that no piece matches is unknown as a whole.
struct WordPiece: Sendable {
  let vocabulary: Vocabulary
  let unknownID: Int
  let prefix = "##"

  /// Longer words are unknown without a look.
  static let longestWord = 100

  struct Piece: Hashable, Sendable {
    let id: Int
    /// Elements of the word.
    let range: Range<Int>
  }

  enum Outcome: Hashable, Sendable {
    case pieces([Piece])
    /// More than 100 scalars.
    case tooLong(scalars: Int)
    /// No piece matches from this element on; those before it were found.
    case unmatched(from: Int, after: [Piece])
  }

  func split(_ word: ArraySlice<MappedText.Element>) -> Outcome {
    guard word.count <= Self.longestWord else { return .tooLong(scalars: word.count) }
    // "##" and the word: a first piece is looked for without, every other with the mark in front.
    var bytes = Array(prefix.utf8)
    var ends = [bytes.count]
    for element in word {
      bytes.append(contentsOf: UTF8.encode(element.scalar).map(Array.init) ?? [])
      ends.append(bytes.count)
    }
    var pieces: [Piece] = []
    var start = 0
    while start < word.count {
      if start > 0 {
        // The piece's bytes move up to the mark; what lies before has been matched already.
        bytes.replaceSubrange(prefix.utf8.count..<ends[start], with: [])
        let shift = ends[start] - prefix.utf8.count
        for index in start...word.count { ends[index] -= shift }
      }
      let first = start == 0 ? prefix.utf8.count : 0
      var end = word.count
      var id = vocabulary.id(of: bytes[first..<ends[end]])
      while id == nil, end > start + 1 {
        end -= 1
        id = vocabulary.id(of: bytes[first..<ends[end]])
      }
      guard let id else { return .unmatched(from: start, after: pieces) }
      pieces.append(Piece(id: id, range: start..<end))
      start = end
    }
    return .pieces(pieces)
  }

  /// The tokens of one word.
  func tokens(_ word: ArraySlice<MappedText.Element>, origin: Origin) -> [Token] {
    guard case .pieces(let pieces) = split(word) else {
      return [
        Token(
          id: unknownID, text: vocabulary.token(unknownID) ?? "", range: MappedText.range(of: word),
          origin: origin)
      ]
    }
    return pieces.map { piece in
      let part = word[word.startIndex + piece.range.lowerBound..<word.startIndex + piece.range.upperBound]
      return Token(
        id: piece.id, text: vocabulary.token(piece.id) ?? "", range: MappedText.range(of: part),
        origin: origin)
    }
  }
}
