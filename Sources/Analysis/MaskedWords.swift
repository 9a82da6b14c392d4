import Encoders
import Tensors

/// What a model with a masked-word head expects at one [MASK].
public struct MaskedWord: Equatable, Sendable {
  /// Position in `Encoding.tokens`.
  public let position: Int
  /// One a vocabulary entry; they sum to 1.
  public let probabilities: [Float]

  /// Every [MASK] of the input.
  ///
  /// - Parameter mask: the id of [MASK].
  public static func all(in activations: Activations, mask: Int, head: MaskedWordHead) -> [MaskedWord] {
    let last = activations.hiddenStates[activations.hiddenStates.count - 1]
    return activations.encoding.tokens.indices.filter { activations.encoding.tokens[$0].id == mask }.map {
      MaskedWord(position: $0, probabilities: softmax(head(last.rows($0..<$0 + 1)).row(0)))
    }
  }

  /// The `count` most probable ids, the first the most probable.
  public func best(_ count: Int) -> [Int] {
    Array(probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }.prefix(count))
  }
}
