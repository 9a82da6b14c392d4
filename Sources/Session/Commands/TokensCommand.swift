import ArgumentParser
import Display
import Tokenization

struct TokensCommand: TakesSentence {
  static let configuration = CommandConfiguration(
    commandName: "tokens",
    abstract: "Show a sentence's tokens: pieces, ids, attention mask, segments, characters.",
    discussion: """
      --max-length N --pad gives the fixed-length inputs of the tutorials. --explain walks through every stage and says why a word \
      became unknown. With --jsonl, standard input holds one JSON value a line: a string, or \
      {"text": …, "text_pair": …, "max_length": …, "pad": …}.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var sentence: SentenceArgument

  @Option(help: ArgumentHelp("Truncate to N tokens, the longest text first.", valueName: "n"))
  var maxLength: Int?

  @Flag(help: "Pad to --max-length.")
  var pad = false

  @Flag(help: "Show every stage from the text to its pieces.")
  var explain = false

  @Flag(help: "Read and write JSON Lines.")
  var jsonl = false

  var sentenceWords: [String] { sentence.words }

  func validate() throws {
    if let maxLength, maxLength < 1 {
      throw ValidationError("--max-length must be at least 1, not \(maxLength)")
    }
    if pad && maxLength == nil && !jsonl {
      throw ValidationError("--pad needs --max-length N: the length to pad to")
    }
    if explain && jsonl { throw ValidationError("--explain has no JSON Lines form") }
  }

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let tokenizer = try model.tokenizer()
    if jsonl { return try stream(tokenizer, in: session) }
    for sentence in try sentence.sentences(in: session, command: TokensCommand.name) {
      try session.stopIfInterrupted()
      if explain {
        session.show(explanation(of: sentence, by: tokenizer, palette: session.palette))
      } else {
        let encoding = try tokenizer.encode(
          sentence, maxLength: maxLength, pad: pad, literal: self.sentence.literal)
        show(encoding, in: session, tokenizer: tokenizer)
      }
    }
  }

  private func explanation(of sentence: Sentence, by tokenizer: Tokenizer, palette: Palette) -> [StyledText] {
    [sentence.text, sentence.pair].compactMap { $0 }.flatMap {
      ExplanationText(tokenizer.explain($0, literal: self.sentence.literal), palette: palette).lines
    }
  }

  private func show(_ encoding: Encoding, in session: Session, tokenizer: Tokenizer) {
    let view = TokenTable(encoding, special: tokenizer.special, palette: session.palette)
    session.show(view.table)
    session.show(view.summary)
    if maxLength != nil { session.show(view.inputs) }
  }

  private func stream(_ tokenizer: Tokenizer, in session: Session) throws {
    try JSONLines(session: session).transform(TokensLine.self) { line in
      let length = line.maxLength ?? maxLength
      let pads = line.pad ?? pad
      if pads && length == nil { throw Failure(.badData, "\"pad\" needs a \"max_length\" to pad to") }
      if let length, length < 1 {
        throw Failure(.badData, "\"max_length\" must be at least 1, not \(length)")
      }
      return TokensRecord(
        try tokenizer.encode(
          line.text, pair: line.textPair, maxLength: length, pad: pads, literal: sentence.literal))
    }
  }
}
