import Analysis
import Display
import Encoders
import Tensors
import Tokenization

extension Session {
  /// What a context-free model says: one word has one vector, two words always the same cosine.
  func staticLine(of words: [String], _ model: LoadedModel, _ encoder: Encoder) throws -> StyledText {
    let said = "the word embedding alone, without context: "
    guard words.count > 1 else { return StyledText(said + "1.00 everywhere", palette.muted) }
    let tokenizer = try model.tokenizer()
    let vectors = try words.map { word in
      let pieces = try tokenizer.encode(word).tokens.filter { $0.origin == .text }
      return mean(try pieces.map { try encoder.staticVector(id: $0.id) })
    }
    let pairs = words.indices.flatMap { first in
      words.indices.filter { $0 > first }.map { second in
        "\(words[first]) and \(words[second]) \(decimals(cosine(vectors[first], vectors[second]), 2))"
      }
    }
    return StyledText(said + pairs.joined(separator: ", "), palette.muted)
  }
}

private func mean(_ vectors: [[Float]]) -> [Float] { center(of: vectors, count: vectors.first?.count ?? 0) }
