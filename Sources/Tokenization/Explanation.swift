/// Every stage between a text and its tokens, as values to look at.
public struct Explanation: Hashable, Sendable {
  /// What one step made of the text.
  public struct Stage: Hashable, Sendable {
    public let name: String
    public let text: String
  }

  /// One word and how it came to its pieces.
  public struct Word: Hashable, Sendable {
    public let text: String
    /// Scalars of the original text.
    public let range: Range<Int>
    public let pieces: [String]
    /// In the order they happened: what was found, or merged.
    public let steps: [String]
    /// Why the word is unknown; nil when it is not.
    public let whyUnknown: String?
  }

  public let text: String
  /// Special tokens that were typed and taken as such.
  public let typedSpecials: [String]
  public let stages: [Stage]
  public let words: [Word]
}

extension Tokenizer {
  /// The stages of `encode` for one text, one by one.
  public func explain(_ text: String, literal: Bool = false) -> Explanation {
    let scalars = Array(text.unicodeScalars)
    var specials: [String] = []
    var stages: [[Explanation.Stage]] = []
    var words: [Explanation.Word] = []
    for part in parts(of: scalars, literal: literal) {
      switch part {
      case .special(let special, let range, _):
        specials.append(special.text)
        words.append(
          .init(
            text: special.text, range: range, pieces: [special.text], steps: ["typed special token"],
            whyUnknown: nil))
      case .text(let range):
        let explained = explain(MappedText(scalars[range]))
        stages.append(explained.stages)
        words += explained.words
      }
    }
    return Explanation(text: text, typedSpecials: specials, stages: joined(stages), words: words)
  }

  /// The parts between special tokens, shown as one text a stage.
  private func joined(_ parts: [[Explanation.Stage]]) -> [Explanation.Stage] {
    guard let first = parts.first else { return [] }
    return first.indices.map { index in
      Explanation.Stage(name: first[index].name, text: parts.map { $0[index].text }.joined(separator: " ⋯ "))
    }
  }

  private func explain(_ text: MappedText) -> (stages: [Explanation.Stage], words: [Explanation.Word]) {
    switch model {
    case .wordPiece(let normalizer, let wordPiece):
      var stages: [Explanation.Stage] = []
      var current = text
      for step in normalizer.steps {
        current = step.apply(to: current)
        stages.append(.init(name: step.name, text: current.text))
      }
      let words = PreTokenizer.words(of: current)
      let split = words.map(current.string).joined(separator: " | ")
      stages.append(.init(name: "split words and punctuation", text: split))
      return (stages, words.map { explain($0, in: current, wordPiece) })
    case .byteLevel(let encoding, let addsPrefixSpace, _):
      let text = addsPrefixSpace ? Self.prefixed(text) : text
      let words = ByteLevelPreTokenizer.words(of: text)
      let strings = words.map(text.string)
      let stages: [Explanation.Stage] = [
        .init(name: "split words", text: strings.joined(separator: "|")),
        .init(name: "spell bytes", text: strings.map(ByteAlphabet.spell).joined(separator: " | ")),
      ]
      return (stages, words.map { explain($0, in: text, encoding) })
    }
  }

  private func names(_ pieces: [Piece]) -> [String] { pieces.map { vocabulary.token($0.id) ?? "" } }

  private func explain(
    _ word: Range<Int>, in text: MappedText, _ wordPiece: WordPiece
  ) -> Explanation.Word {
    let (found, reason): ([Piece], String?) =
      switch wordPiece.split(word, in: text) {
      case .pieces(let pieces): (pieces, nil)
      case .tooLong(let count):
        ([], "it has \(count) characters; words of more than \(WordPiece.longestWord) are not looked up")
      case .unmatched(let start, let found):
        (
          found,
          "no piece of the vocabulary begins \(start == word.lowerBound ? "" : "\(wordPiece.prefix)…")"
            + "'\(text.string(start..<word.upperBound))'; one part unmatched makes the whole word unknown"
        )
      }
    return Explanation.Word(
      text: text.string(word), range: text.origin(of: word),
      pieces: reason == nil ? names(found) : [special.unknown.text],
      steps: names(found).map { "longest match: \($0)" }, whyUnknown: reason)
  }

  private func explain(
    _ word: Range<Int>, in text: MappedText, _ encoding: BytePairEncoding
  ) -> Explanation.Word {
    var steps: [String] = []
    // Every step of a very long word would be a book: the first hundred tell the story, or none.
    let isLong = word.count > 1000
    let pieces = encoding.pieces(of: word, in: text) { pieces in
      if !isLong { steps.append(names(pieces).joined(separator: " ")) }
      return !isLong && steps.count < 100
    }
    return Explanation.Word(
      text: text.string(word), range: text.origin(of: word), pieces: names(pieces), steps: steps,
      whyUnknown: nil)
  }
}

extension Normalizer.Step {
  fileprivate var name: String {
    switch self {
    case .clean: "clean"
    case .splitIdeographs: "split CJK"
    case .stripAccents: "strip accents"
    case .lowercase: "lower-case"
    }
  }
}
