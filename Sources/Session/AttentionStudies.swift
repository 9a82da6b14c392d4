import Analysis
import Display
import Encoders
import Tokenization

extension Session {
  /// One sentence's attention, with the heads off that are off.
  func study(
    of encoding: Encoding, with model: LoadedModel, ablating heads: Set<HeadIndex>
  ) throws -> AttentionStudy {
    let tokenizer = try model.tokenizer()
    let encoder = try self.encoder(of: model)
    let activations = try encode(encoding, with: model, ablating: heads)
    return AttentionStudy(
      activations: activations, words: tokenizer.words(of: encoding), special: tokenizer.special,
      ablated: heads, origins: PatternOrigins(of: activations, by: encoder), workers: encoder.workers)
  }

  /// What became different: the vectors, and the words expected at each [MASK] where the model has a head for
  /// that.
  func changes(from untouched: AttentionStudy, to study: AttentionStudy, with model: LoadedModel) throws
    -> AblationChanges
  {
    let effect = AblationEffect(from: untouched.activations, to: study.activations)
    let tokenizer = try model.tokenizer()
    let mask = tokenizer.special.mask.id
    guard study.encoding.tokens.contains(where: { $0.id == mask }),
      let head = try maskedWordHead(of: model)
    else { return AblationChanges(effect: effect, masks: []) }
    let before = MaskedWord.all(in: untouched.activations, mask: mask, head: head)
    let after = MaskedWord.all(in: study.activations, mask: mask, head: head)
    let masks = zip(before, after).map { before, after in
      let ids = after.best(3) + before.best(3).filter { !after.best(3).contains($0) }
      let candidates = ids.map { id in
        AblationChanges.Candidate(
          word: tokenizer.vocabulary.token(id) ?? "\(id)", before: before.probabilities[id],
          after: after.probabilities[id])
      }
      return (position: before.position, candidates: candidates)
    }
    return AblationChanges(effect: effect, masks: masks)
  }
}
