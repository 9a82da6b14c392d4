/// The third stage of BERT: each word as the fewest longest pieces, greedily from the left (Wu et al. 2016,
/// Schuster and Nakajima 2012). A word with a part that no piece matches is unknown as a whole.
struct WordPiece: Sendable {
  let vocabulary: Vocabulary
  let unknownID: Int
  let prefix = "##"

  /// Longer words, in scalars, are unknown without a look.
  static let longestWord = 100

  enum Outcome: Hashable, Sendable {
    case pieces([Piece])
    /// More than 100 scalars.
    case tooLong(scalars: Int)
    /// No piece matches from this element on; those before it were found.
    case unmatched(from: Int, after: [Piece])
  }

  /// The pieces of all words, in order.
  func pieces(of words: [Range<Int>], in text: MappedText) -> [Piece] {
    var all: [Piece] = []
    all.reserveCapacity(words.count * 5 / 4)
    var spelling = Spelling()
    for word in words {
      let known = all.count
      if match(word, in: text, &spelling, appendingTo: &all) < word.upperBound {
        all.removeSubrange(known...)
        all.append(Piece(id: unknownID, range: word))
      }
    }
    return all
  }

  /// One word, and what stood in the way when it is unknown.
  func split(_ word: Range<Int>, in text: MappedText) -> Outcome {
    guard word.count <= Self.longestWord else { return .tooLong(scalars: word.count) }
    var spelling = Spelling()
    var pieces: [Piece] = []
    let end = match(word, in: text, &spelling, appendingTo: &pieces)
    return end == word.upperBound ? .pieces(pieces) : .unmatched(from: end, after: pieces)
  }

  /// - Returns: where matching ended: the word's end, or the first element that begins no piece.
  private func match(
    _ word: Range<Int>, in text: MappedText, _ spelling: inout Spelling, appendingTo pieces: inout [Piece]
  ) -> Int {
    guard word.count <= Self.longestWord else { return word.lowerBound }
    spelling.spell(text.elements[word])
    return match(&spelling, as: word, appendingTo: &pieces)
  }

  /// A word of ASCII, its bytes spelled as `folded` says, at `place` of the text; unknown as a whole where a part is.
  func match(
    _ word: UnsafeBufferPointer<UInt8>, _ folded: [UInt8], at place: Int, _ spelling: inout Spelling,
    appendingTo pieces: inout [Piece]
  ) {
    let range = place..<place + word.count
    guard word.count <= Self.longestWord else { return pieces.append(Piece(id: unknownID, range: range)) }
    let hash = spelling.spell(word, folded)
    // Most words are pieces.
    if let id = vocabulary.id(hash: hash, bytes: spelling.bytes) {
      return pieces.append(Piece(id: id, range: range))
    }
    let known = pieces.count
    spelling.endEachByte()
    if match(&spelling, as: range, appendingTo: &pieces) < range.upperBound {
      pieces.removeSubrange(known...)
      pieces.append(Piece(id: unknownID, range: range))
    }
  }

  private func match(_ spelling: inout Spelling, as word: Range<Int>, appendingTo pieces: inout [Piece])
    -> Int
  {
    var start = 0
    while start < word.count, let match = longestMatch(from: start, in: &spelling) {
      pieces.append(Piece(id: match.id, range: word.lowerBound + start..<word.lowerBound + match.end))
      start = match.end
    }
    return word.lowerBound + start
  }

  /// The longest piece from `start` on. Every beginning of the rest is hashed in one pass, then looked up.
  private func longestMatch(from start: Int, in spelling: inout Spelling) -> (id: Int, end: Int)? {
    let mark = start == 0 ? "" : prefix
    var hash = ByteHash()
    for byte in mark.utf8 { hash.add(byte) }
    spelling.hashes.removeAll(keepingCapacity: true)
    for scalar in start..<spelling.count {
      let end = spelling.ends[scalar + 1]
      guard mark.utf8.count + end - spelling.ends[start] <= vocabulary.longest else { break }
      for index in spelling.ends[scalar]..<end { hash.add(spelling.bytes[index]) }
      spelling.hashes.append(hash)
    }
    for (index, hash) in spelling.hashes.enumerated().reversed() {
      let end = start + index + 1
      let bytes = spelling.bytes[spelling.ends[start]..<spelling.ends[end]]
      if let id = vocabulary.id(hash: hash, mark: mark.utf8, bytes: bytes) { return (id, end) }
    }
    return nil
  }
}

/// An entry of the vocabulary and the elements of the text that it stands for.
struct Piece: Hashable, Sendable {
  let id: Int
  let range: Range<Int>
}

/// A word's UTF-8, where its scalars end in it, and hashes of its beginnings; kept from word to word for its
/// memory.
struct Spelling {
  var bytes: [UInt8] = []
  /// Where each scalar begins, and the end.
  var ends: [Int] = [0]
  var hashes: [ByteHash] = []

  var count: Int { ends.count - 1 }

  mutating func spell(_ word: ArraySlice<MappedText.Element>) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    ends.append(0)
    for element in word {
      for byte in element.scalar.utf8 { bytes.append(byte) }
      ends.append(bytes.count)
    }
  }

  /// A word of ASCII; returns its hash. `endEachByte` follows where its parts are wanted too.
  mutating func spell(_ word: UnsafeBufferPointer<UInt8>, _ folded: [UInt8]) -> ByteHash {
    bytes.removeAll(keepingCapacity: true)
    var hash = ByteHash()
    for byte in word {
      let spelled = folded[Int(byte)]
      bytes.append(spelled)
      hash.add(spelled)
    }
    return hash
  }

  mutating func endEachByte() {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: 0...bytes.count)
  }
}
