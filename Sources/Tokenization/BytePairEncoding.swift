/// The third stage of RoBERTa: a word's bytes, merged pair by pair in the order in which the merges were learnt (Sennrich et
/// al. 2016).
struct BytePairEncoding: Sendable {
  struct Merge: Hashable, Sendable {
    let rank: Int32
    let result: Int32
  }

  let vocabulary: Vocabulary
  let unknownID: Int
  /// left id << 32 | right id.
  private let merges: [UInt64: Merge]

  /// - Parameter merges: pairs of ids and what they become, the first learnt first.
  init(vocabulary: Vocabulary, unknownID: Int, merges: [(left: Int, right: Int, result: Int)]) {
    self.vocabulary = vocabulary
    self.unknownID = unknownID
    var table: [UInt64: Merge] = [:]
    table.reserveCapacity(merges.count)
    for (rank, merge) in merges.enumerated() {
      let key = Self.key(Int32(merge.left), Int32(merge.right))
      if table[key] == nil { table[key] = Merge(rank: Int32(rank), result: Int32(merge.result)) }
    }
    self.merges = table
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  struct Piece: Hashable, Sendable {
    let id: Int
    /// Elements of the word.
    let range: Range<Int>
  }

  /// A pair that can be merged; stale when one of its sides has changed since.
  private struct Candidate: Comparable {
    let rank: Int32
    let left: Int
    let leftID: Int32
    let rightID: Int32
    let result: Int32

    static func < (a: Candidate, b: Candidate) -> Bool { (a.rank, a.left) < (b.rank, b.left) }
  }

  /// - Parameters:
  ///   - word: spelled in the byte alphabet.
  ///   - onMerge: told of the pieces after each merge, for whoever wants to see the steps.
  func split(
    _ word: some RandomAccessCollection<Unicode.Scalar>, onMerge: (([Piece]) -> Void)? = nil
  ) -> [Piece] {
    var ids = word.map { Int32(vocabulary.id(of: Array(String($0).utf8)[...]) ?? unknownID) }
    let count = ids.count
    // A linked list of pieces; a piece that was merged into its left neighbour is dead.
    var next = Array(1...max(count, 1))
    var previous = Array(-1..<count)
    var isDead = Array(repeating: false, count: count)
    var queue = Heap<Candidate>()

    func offer(_ left: Int) {
      guard left >= 0, next[left] < count else { return }
      let right = next[left]
      guard let merge = merges[Self.key(ids[left], ids[right])] else { return }
      queue.insert(
        Candidate(rank: merge.rank, left: left, leftID: ids[left], rightID: ids[right], result: merge.result))
    }
    func pieces() -> [Piece] {
      var result: [Piece] = []
      var index = 0
      while index < count {
        result.append(Piece(id: Int(ids[index]), range: index..<next[index]))
        index = next[index]
      }
      return result
    }

    for index in 0..<max(count - 1, 0) { offer(index) }
    while let best = queue.removeMin() {
      let left = best.left
      guard !isDead[left], ids[left] == best.leftID, next[left] < count, ids[next[left]] == best.rightID
      else { continue }
      let right = next[left]
      ids[left] = best.result
      isDead[right] = true
      next[left] = next[right]
      if next[left] < count { previous[next[left]] = left }
      onMerge?(pieces())
      offer(previous[left])
      offer(left)
    }
    return pieces()
  }

  /// The tokens of one word. Offsets leave the spaces at either end out.
  func tokens(
    _ word: ArraySlice<MappedText.Element>, origin: Origin, trimsOffsets: Bool, spaceWasAdded: Bool
  ) -> [Token] {
    let spelled = ByteAlphabet.spell(word)
    return split(spelled.map(\.scalar)).map { piece in
      let part = spelled[piece.range]
      var range = MappedText.range(of: part)
      if trimsOffsets {
        let leading = part.prefix { $0.scalar == ByteAlphabet.space }.count
        let trailing = part.reversed().prefix { $0.scalar == ByteAlphabet.space }.count
        let start =
          spaceWasAdded && range.lowerBound == 0 ? 0 : min(range.lowerBound + leading, range.upperBound)
        range = start..<max(range.upperBound - trailing, start)
      }
      return Token(id: piece.id, text: vocabulary.token(piece.id) ?? "", range: range, origin: origin)
    }
  }
}

/// A binary heap: the least element comes out first.
private struct Heap<Element: Comparable> {
  private var elements: [Element] = []

  mutating func insert(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0, elements[child] < elements[(child - 1) / 2] {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeMin() -> Element? {
    guard let least = elements.first, let last = elements.popLast() else { return nil }
    guard !elements.isEmpty else { return least }
    elements[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < elements.count else { return least }
      if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
      guard elements[child] < elements[parent] else { return least }
      elements.swapAt(child, parent)
      parent = child
    }
  }
}
