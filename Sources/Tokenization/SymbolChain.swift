/// A word's symbols as a linked list, with a heap of the merges that neighbours allow: n symbols take n·log n
/// steps, so that a million letters without a space are no trap.
struct SymbolChain {
  private struct Symbol {
    var id: Int
    var previous: Int
    /// The number of symbols after the last.
    var next: Int
    var isMerged = false
  }

  /// A merge that was possible when it was offered: of the symbol at `left` and the one after it.
  private struct Candidate: Comparable {
    let rank: Int32
    let left: Int

    static func < (a: Candidate, b: Candidate) -> Bool { (a.rank, a.left) < (b.rank, b.left) }
  }

  private var symbols: [Symbol]
  /// For each byte the element of the text that it belongs to.
  private let elements: [Int]
  private var candidates = Heap<Candidate>()

  init(ids: [Int], elements: [Int]) {
    symbols = ids.enumerated().map { Symbol(id: $1, previous: $0 - 1, next: $0 + 1) }
    self.elements = elements
  }

  /// What is there now, from left to right.
  var pieces: [Piece] {
    var pieces: [Piece] = []
    var index = 0
    while index < symbols.count {
      let next = symbols[index].next
      pieces.append(Piece(id: symbols[index].id, range: elements[index]..<elements[next - 1] + 1))
      index = next
    }
    return pieces
  }

  /// Makes every merge: the one learnt first goes first, and of its places the leftmost.
  mutating func merge(with merges: MergeTable, after merge: (SymbolChain) -> Void) {
    for index in symbols.indices { offer(index, merges) }
    while let best = candidates.removeLeast() {
      let left = best.left
      // Either side may have changed since; what they are now was offered again.
      guard !symbols[left].isMerged, let found = candidate(at: left, merges), found.rank == best.rank
      else { continue }
      let right = symbols[left].next
      symbols[left].id = Int(found.result)
      symbols[left].next = symbols[right].next
      symbols[right].isMerged = true
      if symbols[left].next < symbols.count { symbols[symbols[left].next].previous = left }
      merge(self)
      if symbols[left].previous >= 0 { offer(symbols[left].previous, merges) }
      offer(left, merges)
    }
  }

  private mutating func offer(_ index: Int, _ merges: MergeTable) {
    guard let merge = candidate(at: index, merges) else { return }
    candidates.insert(Candidate(rank: merge.rank, left: index))
  }

  private func candidate(at index: Int, _ merges: MergeTable) -> MergeTable.Merge? {
    let next = symbols[index].next
    return next < symbols.count ? merges[symbols[index].id, symbols[next].id] : nil
  }
}
