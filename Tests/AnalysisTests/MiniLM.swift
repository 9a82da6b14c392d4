import Checkpoints
import Encoders
import Foundation
import Tensors
import Tokenization

@testable import Analysis

/// The model that Talpa carries, and studies of what it computes.
enum MiniLM {
  static let directory =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    + "/Resources/Models/all-MiniLM-L6-v2"
  static let encoder = Result { try Encoder(ModelDirectory(path: directory), workers: Workers(threads: 2)) }
  static let tokenizer = Result { try Tokenizer(directory: directory) }

  static func study(_ text: String, pair: String? = nil, ablating heads: Set<HeadIndex> = []) throws
    -> AttentionStudy
  {
    let (encoder, tokenizer) = (try encoder.get(), try tokenizer.get())
    let encoding = try tokenizer.encode(text, pair: pair)
    let activations = try encoder.encode(encoding, interventions: heads.map(Intervention.ablate))
    return AttentionStudy(
      activations: activations, words: tokenizer.words(of: encoding), special: tokenizer.special,
      ablated: heads, origins: PatternOrigins(of: activations, by: encoder), workers: encoder.workers)
  }
}
