import Checkpoints
import Encoders
import Tensors
import Tokenization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A sentence with its ids in MiniLM's vocabulary (Fixtures/activations/make_activations.py).
struct KnownSentence: Decodable, Sendable {
  let text: String
  let ids: [Int]

  static let all = Result {
    let file = try MappedFile(path: fixtures + "/activations/sentences.json")
    return try JSONDecoder().decode([KnownSentence].self, from: Data(file.bytes(0..<file.count).array))
  }

  /// The sentence that begins like this, encoded by MiniLM.
  static func activations(_ beginning: String) throws -> Activations {
    guard let sentence = try all.get().first(where: { $0.text.hasPrefix(beginning) }) else {
      throw MissingReference(name: beginning)
    }
    return try MiniLM.encoder.get().encode(Encoding(ids: sentence.ids))
  }
}

/// The mean of the last layer's vectors.
func mean(_ activations: Activations) -> [Float] {
  let last = activations.hiddenStates[activations.hiddenStates.count - 1]
  var sum = [Float](repeating: 0, count: last.columns)
  for row in 0..<last.rows { sum = zip(sum, last.row(row)).map(+) }
  return sum.map { $0 / Float(last.rows) }
}

func normalized(_ vector: [Float]) -> [Float] {
  let length = dot(vector, vector).squareRoot()
  return vector.map { $0 / length }
}
