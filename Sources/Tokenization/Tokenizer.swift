/// A text's way to a model's inputs: Normalizer → PreTokenizer → WordPiece or byte-level BPE → PostProcessor.
///
/// Exact to Hugging Face's `tokenizers` (docs/tokenization.md).
public struct Tokenizer: Sendable {
  /// How words become pieces.
  enum Model: Sendable {
    case wordPiece(Normalizer, WordPiece)
    case byteLevel(BytePairEncoding, addsPrefixSpace: Bool, trimsOffsets: Bool)
  }

  public let vocabulary: Vocabulary
  public let special: SpecialTokens
  let model: Model
  private let postProcessor: PostProcessor

  init(model: Model, vocabulary: Vocabulary, special: SpecialTokens, frame: PostProcessor.Frame) {
    self.model = model
    self.vocabulary = vocabulary
    self.special = special
    postProcessor = PostProcessor(frame: frame, special: special)
  }

  /// The model's inputs for a text, or a pair of texts.
  ///
  /// - Parameters:
  ///   - maxLength: tokens at most, framing included; longer inputs lose tokens, those of the longer text first. Nil cuts nothing.
  ///   - pad: fills up to `maxLength`.
  ///   - literal: takes special tokens typed in the text for ordinary characters.
  /// - Throws: `TokenizerError.maxLengthTooSmall`.
  public func encode(
    _ text: String, pair: String? = nil, maxLength: Int? = nil, pad: Bool = false, literal: Bool = false
  ) throws(TokenizerError) -> Encoding {
    try postProcessor(
      tokens(text, .text, literal: literal), pair.map { tokens($0, .pair, literal: literal) }, text: text,
      pair: pair,
      maxLength: maxLength, pads: pad)
  }

  private func tokens(_ text: String, _ origin: Origin, literal: Bool) -> [Token] {
    let scalars = Array(text.unicodeScalars)
    return parts(of: scalars, literal: literal).flatMap { part in
      switch part {
      case .special(let special, let range):
        [Token(id: special.id, text: special.text, range: range, origin: origin)]
      case .text(let range):
        tokens(scalars[range], origin)
      }
    }
  }

  func parts(of scalars: [Unicode.Scalar], literal: Bool) -> [TypedSpecials.Part] {
    literal ? (scalars.isEmpty ? [] : [.text(0..<scalars.count)]) : TypedSpecials.parts(of: scalars, special)
  }

  private func tokens(_ scalars: ArraySlice<Unicode.Scalar>, _ origin: Origin) -> [Token] {
    switch model {
    case .wordPiece(let normalizer, let wordPiece):
      return PreTokenizer.words(of: normalizer(MappedText(scalars))).flatMap {
        wordPiece.tokens($0, origin: origin)
      }
    case .byteLevel(let encoding, let addsPrefixSpace, let trimsOffsets):
      let (text, wasAdded) = Self.prefixed(MappedText(scalars), addsPrefixSpace)
      return ByteLevelPreTokenizer.words(of: text.elements[...]).flatMap {
        encoding.tokens($0, origin: origin, trimsOffsets: trimsOffsets, spaceWasAdded: wasAdded)
      }
    }
  }

  /// add_prefix_space: a first word is spelled as one in the middle.
  static func prefixed(_ text: MappedText, _ adds: Bool) -> (MappedText, wasAdded: Bool) {
    guard adds, let first = text.elements.first, !first.scalar.isSpace else { return (text, false) }
    return (MappedText(elements: [.init(scalar: " ", origin: first.origin)] + text.elements), true)
  }
}

extension Tokenizer: CustomStringConvertible {
  /// For people: "WordPiece, 30522 pieces, lower-cases, strips accents".
  public var description: String {
    switch model {
    case .wordPiece(let normalizer, _):
      "WordPiece, \(vocabulary.count) pieces, " + (normalizer.lowercases ? "lower-cases" : "keeps case")
        + (normalizer.stripsAccents ? ", strips accents" : "")
    case .byteLevel:
      "byte-level BPE, \(vocabulary.count) pieces, keeps case"
    }
  }
}
