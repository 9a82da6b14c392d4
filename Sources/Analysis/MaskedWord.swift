import Encoders
import Tensors

/// What a model with a masked-word head expects at one [MASK].
public struct MaskedWord: Equatable, Sendable {
  /// Position in `Encoding.tokens`.
  public let position: Int
  /// One a vocabulary entry; they sum to 1.
  public let probabilities: [Float]

  public init(position: Int, probabilities: [Float]) {
    self.position = position
    self.probabilities = probabilities
  }

  /// Every [MASK] of the input, each with the others still masked.
  ///
  /// - Parameter mask: the id of [MASK].
  public static func all(in activations: Activations, mask: Int, head: MaskedWordHead) -> [MaskedWord] {
    all(in: activations.hiddenStates[activations.hiddenStates.count - 1], of: activations, mask, head)
  }

  /// The same by every hidden state, the embedding output first. The head was trained on the last one; what it
  /// reads in the others is the logit lens (nostalgebraist 2020, "interpreting GPT: the logit lens").
  public static func allByLayer(
    in activations: Activations, mask: Int, head: MaskedWordHead
  ) -> [[MaskedWord]] {
    activations.hiddenStates.map { all(in: $0, of: activations, mask, head) }
  }

  private static func all(
    in state: Matrix, of activations: Activations, _ mask: Int, _ head: MaskedWordHead
  ) -> [MaskedWord] {
    let tokens = activations.encoding.tokens
    let positions = tokens.indices.filter { tokens[$0].id == mask }
    guard !positions.isEmpty else { return [] }
    var rows = Matrix(rows: positions.count, columns: state.columns)
    for (row, position) in positions.enumerated() { rows.setRow(row, state.row(position)) }
    let logits = head(rows)  // masks × V
    return positions.enumerated().map { row, position in
      MaskedWord(position: position, probabilities: softmax(logits.row(row)))
    }
  }

  /// The `count` most probable ids, the first the most probable; of equal ones the lower id first.
  public func best(_ count: Int) -> [Int] {
    var best: [Int] = []
    for (id, probability) in probabilities.enumerated() {
      if best.count >= count {
        guard let last = best.last, probability > probabilities[last] else { continue }
        best.removeLast()
      }
      best.insert(id, at: place(of: probability, in: best))
    }
    return best
  }

  /// How many are at least as probable as `probability`, by bisection.
  private func place(of probability: Float, in best: [Int]) -> Int {
    var (low, high) = (0, best.count)
    while low < high {
      let middle = (low + high) / 2
      if probabilities[best[middle]] >= probability { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The place of an id among all, the most probable 1; nil for what is no id.
  public func rank(of id: Int) -> Int? {
    guard probabilities.indices.contains(id) else { return nil }
    let own = probabilities[id]
    return probabilities.count { $0 > own } + probabilities[..<id].count { $0 == own } + 1
  }
}
