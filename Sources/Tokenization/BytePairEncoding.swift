/// The third stage of RoBERTa: a word's bytes, merged pair by pair in the order in which the merges were
/// learnt (Sennrich et al. 2016).
struct BytePairEncoding: Sendable {
  let vocabulary: Vocabulary
  private let merges: MergeTable
  /// The id of each byte's character.
  private let byteIDs: [Int]

  init(vocabulary: Vocabulary, merges: MergeTable, unknownID: Int) {
    self.vocabulary = vocabulary
    self.merges = merges
    byteIDs = ByteAlphabet.characters.map { vocabulary.id(of: String($0)) ?? unknownID }
  }

  /// The pieces of all words, in order.
  func pieces(of words: [Range<Int>], in text: MappedText) -> [Piece] {
    words.flatMap { pieces(of: $0, in: text) }
  }

  /// The pieces of one word.
  ///
  /// - Parameter onMerge: told of the pieces after each merge, for whoever wants to see the steps, until it
  ///   says false.
  func pieces(
    of word: Range<Int>, in text: MappedText, onMerge: (([Piece]) -> Bool)? = nil
  ) -> [Piece] {
    var ids: [Int] = []
    var elements: [Int] = []
    for index in word {
      for byte in text.elements[index].scalar.utf8 {
        ids.append(byteIDs[Int(byte)])
        elements.append(index)
      }
    }
    var chain = SymbolChain(ids: ids, elements: elements)
    var isWatched = onMerge != nil
    chain.merge(with: merges) { chain in
      if isWatched, let onMerge { isWatched = onMerge(chain.pieces) }
    }
    return chain.pieces
  }
}
