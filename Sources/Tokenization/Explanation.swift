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
      case .special(let special, let range):
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
      stages.append(
        .init(
          name: "split words and punctuation",
          text: words.map { MappedText(elements: $0).text }.joined(separator: " | ")))
      return (stages, words.map { explain($0, wordPiece) })
    case .byteLevel(let encoding, let addsPrefixSpace, _):
      let words = ByteLevelPreTokenizer.words(of: Self.prefixed(text, addsPrefixSpace).0.elements[...])
      let spelled = words.map { MappedText(elements: ByteAlphabet.spell($0)).text }
      return (
        [
          .init(
            name: "split words", text: words.map { MappedText(elements: $0).text }.joined(separator: "|")),
          .init(name: "spell bytes", text: spelled.joined(separator: " | ")),
        ], words.map { explain($0, encoding) }
      )
    }
  }

  private func explain(_ word: ArraySlice<MappedText.Element>, _ wordPiece: WordPiece) -> Explanation.Word {
    let text = MappedText(elements: word).text
    let range = MappedText.range(of: word)
    func names(_ pieces: [WordPiece.Piece]) -> [String] { pieces.map { vocabulary.token($0.id) ?? "" } }
    func unknown(_ reason: String, _ found: [String]) -> Explanation.Word {
      .init(
        text: text, range: range, pieces: [special.unknown.text], steps: found.map { "longest match: \($0)" },
        whyUnknown: reason)
    }
    switch wordPiece.split(word) {
    case .pieces(let pieces):
      let names = names(pieces)
      return .init(
        text: text, range: range, pieces: names, steps: names.map { "longest match: \($0)" }, whyUnknown: nil)
    case .tooLong(let count):
      return unknown(
        "it has \(count) characters; words of more than \(WordPiece.longestWord) are not looked up", [])
    case .unmatched(let start, let found):
      let rest = MappedText(elements: word.dropFirst(start)).text
      return unknown(
        "no piece of the vocabulary begins \(start == 0 ? "" : "\(wordPiece.prefix)…")'\(rest)'; one part unmatched makes the whole word unknown",
        names(found))
    }
  }

  private func explain(_ word: ArraySlice<MappedText.Element>, _ encoding: BytePairEncoding)
    -> Explanation.Word
  {
    var steps: [String] = []
    let spelled = ByteAlphabet.spell(word).map(\.scalar)
    func names(_ pieces: [BytePairEncoding.Piece]) -> [String] {
      pieces.map { vocabulary.token($0.id) ?? "" }
    }
    // Every step of a very long word would be a book: the first hundred tell the story.
    let pieces = encoding.split(spelled) { pieces in
      if steps.count < 100 { steps.append(names(pieces).joined(separator: " ")) }
    }
    return .init(
      text: MappedText(elements: word).text, range: MappedText.range(of: word), pieces: names(pieces),
      steps: steps,
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
