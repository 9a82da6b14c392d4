import Encoders
import Tensors

/// The vocabulary entries whose static embeddings have the largest cosines to given vectors: what a vector is
/// near to among words without context.
public struct NearestWords: Sendable {
  /// An entry of the vocabulary.
  public struct Word: Equatable, Sendable {
    public let id: Int
    public let cosine: Float
  }

  private let encoder: Encoder

  public init(_ encoder: Encoder) { self.encoder = encoder }

  /// Passes over the table once, some hundred rows at a time: it is never widened whole.
  ///
  /// - Parameters:
  ///   - vectors: of H components each.
  ///   - isWanted: whether an id may be an answer; special tokens and unused entries need not.
  /// - Returns: for each vector `count` words, the nearest first; of equally near ones the lower id first.
  /// - Throws: `AnalysisError.notTheStaticWidth` for vectors of another length; what `beforeBlock` throws,
  ///   which is called now and then.
  public func words(
    nearestTo vectors: [[Float]], count: Int, isWanted: (Int) -> Bool = { _ in true },
    beforeBlock: () throws -> Void = {}
  ) throws -> [[Word]] {
    let width = encoder.configuration.hiddenSize
    if let other = vectors.first(where: { $0.count != width }) {
      throw AnalysisError.notTheStaticWidth(other.count, expected: width)
    }
    let workers = encoder.workers
    let products = Linear(weight: StoredMatrix(unitRows(vectors[...], width: width)), on: workers)
    var best: [[Word]] = vectors.map { _ in [] }
    let size = encoder.configuration.vocabularySize
    for start in stride(from: 0, to: size, by: 512) {
      try beforeBlock()
      let block = try encoder.staticVectors(ids: start..<min(start + 512, size))  // 512 × H
      let product = products(block, on: workers)  // 512 × vectors
      for row in 0..<block.rows where isWanted(start + row) {
        let length = norm(block.row(row))
        guard length > 0 else { continue }
        for (index, value) in product.row(row).enumerated() {
          best[index].insert(Word(id: start + row, cosine: value / length), keeping: count)
        }
      }
    }
    return best
  }
}

extension [NearestWords.Word] {
  /// Into its place behind equally near ones, if it is among the `count` nearest.
  fileprivate mutating func insert(_ word: NearestWords.Word, keeping count: Int) {
    if self.count >= count {
      guard let last, word.cosine > last.cosine else { return }
      removeLast()
    }
    insert(word, at: firstIndex { $0.cosine < word.cosine } ?? endIndex)
  }
}
