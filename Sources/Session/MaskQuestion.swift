import Analysis
import Encoders
import Tokenization

/// What is asked about each [MASK]: its most probable words, or how probable given ones are; of the last layer,
/// or of every one.
struct MaskQuestion {
  let top: Int
  /// Words to score instead of the most probable ones.
  let words: [String]
  let asksEveryLayer: Bool

  /// The answers, one a mask. A named word is the token that the sentence has with the word in the mask's place.
  ///
  /// - Throws: `FillError.noMask`, and what keeps a word from being one token there.
  func answers(
    for activations: Activations, by tokenizer: Tokenizer, head: MaskedWordHead
  ) throws -> [MaskAnswer] {
    let encoding = activations.encoding
    let mask = tokenizer.special.mask
    let masked = encoding.tokens.indices.filter { encoding.tokens[$0].id == mask.id }
    guard !masked.isEmpty else {
      throw FillError.noMask(mark: mask.text, isTruncated: encoding.removed != Encoding.Removed())
    }
    // Words first: what is wrong with one is known before the head has work to do.
    let ids = try masked.map { position in
      try words.map { try candidate($0, at: position, of: encoding, by: tokenizer) }
    }
    let layers =
      asksEveryLayer
      ? MaskedWord.allByLayer(in: activations, mask: mask.id, head: head)
      : [MaskedWord.all(in: activations, mask: mask.id, head: head)]
    return try masked.indices.map { number in
      let byLayer = layers.map { $0[number] }
      let last = byLayer[byLayer.count - 1]
      let named = try ids[number].map { try scored($0, last, tokenizer) }.sorted { $0.rank < $1.rank }
      let answers = try byLayer.map { word in
        try (words.isEmpty ? word.best(top) : named.map(\.id)).map { try scored($0, word, tokenizer) }
      }
      let token = encoding.tokens[last.position]
      return MaskAnswer(
        position: last.position, offsets: [token.range.lowerBound, token.range.upperBound],
        predictions: answers[answers.count - 1], layers: asksEveryLayer ? answers : nil)
    }
  }

  private func scored(_ id: Int, _ word: MaskedWord, _ tokenizer: Tokenizer) throws -> MaskAnswer.Word {
    guard let rank = word.rank(of: id) else {
      throw EncoderError.unknownID(id, position: word.position, vocabulary: word.probabilities.count)
    }
    return MaskAnswer.Word(
      id: id, token: tokenizer.vocabulary.token(id) ?? "#\(id)", probability: word.probabilities[id],
      rank: rank)
  }

  /// The id of a word at a mask's place.
  private func candidate(
    _ word: String, at position: Int, of encoding: Encoding, by tokenizer: Tokenizer
  ) throws -> Int {
    let place = encoding.tokens[position]
    let mask = tokenizer.special.mask.text
    // Encoded again as a whole: truncation would move tokens when a word takes more room than the mask.
    let whole = try tokenizer.encode(encoding.text, pair: encoding.pair).tokens
    let text = place.origin == .pair ? encoding.pair ?? "" : encoding.text
    let filled = text.replacing(mask, with: word, in: place.range)
    let tokens =
      place.origin == .pair
      ? try tokenizer.encode(encoding.text, pair: filled).tokens
      : try tokenizer.encode(filled, pair: encoding.pair).tokens

    let index = whole.firstIndex { $0.origin == place.origin && $0.range == place.range } ?? position
    let after = whole.count - index - 1
    let pieces = tokens.dropFirst(index).dropLast(after)
    let restIsSame =
      tokens.count >= whole.count - 1 && tokens.prefix(index).map(\.id) == whole.prefix(index).map(\.id)
      && tokens.suffix(after).map(\.id) == whole.suffix(after).map(\.id)
    let isUnknown = pieces.contains { $0.id == tokenizer.special.unknown.id }
    if restIsSame, pieces.count == 1, !isUnknown, let piece = pieces.first { return piece.id }
    // "##ing" and the like: as the vocabulary spells it.
    if let id = tokenizer.vocabulary.id(of: word) { return id }
    guard restIsSame, !pieces.isEmpty else { throw FillError.doesNotFit(word: word, mark: mask) }
    throw isUnknown
      ? FillError.unknownWord(word)
      : FillError.manyPieces(word: word, pieces: pieces.map(\.text), mark: mask)
  }
}

extension String {
  /// With `part` replaced by `other` within a range of Unicode scalars.
  fileprivate func replacing(_ part: String, with other: String, in range: Range<Int>) -> String {
    let scalars = Array(unicodeScalars)
    let range = range.clamped(to: 0..<scalars.count)
    let replaced = scalars[range].replacing(Array(part.unicodeScalars), with: Array(other.unicodeScalars))
    return String(
      String.UnicodeScalarView(scalars[..<range.lowerBound] + replaced + scalars[range.upperBound...]))
  }
}
