/// A text's way to a model's inputs: Normalizer → PreTokenizer → WordPiece or byte-level BPE →
/// PostProcessor.
///
/// Exact to Hugging Face's `tokenizers` (docs/tokenization.md).
public struct Tokenizer: Sendable {
  /// How words become pieces.
  enum Model: Sendable {
    case wordPiece(Normalizer, WordPiece)
    case byteLevel(BytePairEncoding, addsPrefixSpace: Bool, OffsetTrimming?)
  }

  public let vocabulary: Vocabulary
  public let special: SpecialTokens
  let model: Model
  private let typedSpecials: TypedSpecials
  private let plainWords: PlainWords?
  private let postProcessor: PostProcessor

  init(model: Model, vocabulary: Vocabulary, special: SpecialTokens, frame: PostProcessor.Frame) {
    self.model = model
    self.vocabulary = vocabulary
    self.special = special
    typedSpecials = TypedSpecials(special)
    switch model {
    case .wordPiece(let normalizer, let wordPiece): plainWords = PlainWords(normalizer, wordPiece)
    case .byteLevel: plainWords = nil
    }
    postProcessor = PostProcessor(frame: frame, special: special)
  }

  /// The model's inputs for a text, or a pair of texts.
  ///
  /// - Parameters:
  ///   - maxLength: tokens at most, framing included; longer inputs lose tokens, those of the longer text
  ///     first. Nil cuts nothing.
  ///   - pad: fills up to `maxLength`.
  ///   - literal: takes special tokens typed in the text for ordinary characters.
  /// - Throws: `TokenizerError.maxLengthTooSmall`, `.paddingTooLong`.
  public func encode(
    _ text: String, pair: String? = nil, maxLength: Int? = nil, pad: Bool = false, literal: Bool = false
  ) throws(TokenizerError) -> Encoding {
    try postProcessor(
      tokens(text, .text, literal: literal), pair.map { tokens($0, .pair, literal: literal) },
      text: text, pair: pair, maxLength: maxLength, pads: pad)
  }

  /// input_ids of a text, framing included: what `encode` gives, without saying where they came from.
  public func ids(of text: String, literal: Bool = false) -> [Int] {
    guard let plainWords, literal || !typedSpecials.mayStand(in: text) else {
      return framed(tokens(text, .text, literal: literal).map(\.id))
    }
    var ids: [Int] = []
    ids.reserveCapacity(text.utf8.count / 4)
    plainWords.forEachPiece(of: text) { ids.append($0.id) }
    return framed(ids)
  }

  private func framed(_ ids: [Int]) -> [Int] {
    let frame = (try? encode("").ids) ?? []
    return frame.prefix(1) + ids + frame.dropFirst(1)
  }

  private func tokens(_ text: String, _ origin: Origin, literal: Bool) -> [Token] {
    if let plainWords, literal || !typedSpecials.mayStand(in: text) {
      var tokens: [Token] = []
      tokens.reserveCapacity(text.utf8.count / 4)
      plainWords.forEachPiece(of: text) { piece in
        let spelled = vocabulary.token(piece.id) ?? special.unknown.text
        tokens.append(Token(id: piece.id, text: spelled, range: piece.range, origin: origin))
      }
      return tokens
    }
    let scalars = Array(text.unicodeScalars)
    var tokens: [Token] = []
    for part in parts(of: scalars, literal: literal) {
      switch part {
      case .special(let special, var range, let spaces):
        if let trimming {
          let isFirst = tokens.isEmpty
          range = trimming(range, leading: spaces.before, trailing: spaces.after, isFirst: isFirst)
        }
        tokens.append(Token(id: special.id, text: special.text, range: range, origin: origin))
      case .text(let range):
        append(MappedText(scalars[range]), origin, to: &tokens)
      }
    }
    return tokens
  }

  func parts(of scalars: [Unicode.Scalar], literal: Bool) -> [TypedSpecials.Part] {
    literal ? (scalars.isEmpty ? [] : [.text(0..<scalars.count)]) : typedSpecials.parts(of: scalars)
  }

  private func append(_ original: MappedText, _ origin: Origin, to tokens: inout [Token]) {
    let text: MappedText
    let pieces: [Piece]
    switch model {
    case .wordPiece(let normalizer, let wordPiece):
      text = normalizer(original)
      pieces = wordPiece.pieces(of: PreTokenizer.words(of: text), in: text)
    case .byteLevel(let encoding, let addsPrefixSpace, _):
      text = addsPrefixSpace ? Self.prefixed(original) : original
      pieces = encoding.pieces(of: ByteLevelPreTokenizer.words(of: text), in: text)
    }
    tokens.reserveCapacity(tokens.count + pieces.count)
    for piece in pieces {
      let spelled = vocabulary.token(piece.id) ?? special.unknown.text
      var range = text.origin(of: piece.range)
      if let trimming { range = trimming(range, of: spelled, isFirst: tokens.isEmpty) }
      tokens.append(Token(id: piece.id, text: spelled, range: range, origin: origin))
    }
  }

  private var trimming: OffsetTrimming? {
    if case .byteLevel(_, _, let trimming) = model { trimming } else { nil }
  }

  /// add_prefix_space: a first word is spelled as one in the middle.
  static func prefixed(_ text: MappedText) -> MappedText {
    guard let first = text.elements.first, first.scalar != " " else { return text }
    return MappedText(elements: [.init(scalar: " ", origin: first.origin)] + text.elements)
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
