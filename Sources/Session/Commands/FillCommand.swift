import Analysis
import ArgumentParser
import Checkpoints
import Display
import Encoders
import Tokenization

struct FillCommand: TakesSentence {
  static let configuration = CommandConfiguration(
    commandName: "fill", abstract: "Predict the word at each [MASK], or score words that you name.",
    discussion: """
      Put [MASK] where a word is to be predicted: `fill The mole [MASK] a tunnel.` Several masks are predicted each with the others still \
      masked. The model needs a masked-word head; all-MiniLM-L6-v2 has none. With --jsonl, standard input holds one JSON value a line: a \
      string, or {"text": …, "text_pair": …}.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var sentence: SentenceArgument

  @Option(
    name: [.customShort("k"), .long],
    help: ArgumentHelp("How many of the most probable words (5 where left out).", valueName: "k"))
  var top: Int?

  @Option(
    name: .customLong("word"),
    help: ArgumentHelp("Score this word instead. May be given more than once.", valueName: "word"))
  var words: [String] = []

  @Flag(help: "What the head makes of every hidden state (the logit lens); 0 is the embedding output.")
  var layers = false

  @Flag(help: "Print a JSON line a sentence.")
  var json = false

  @Flag(help: "Read and write JSON Lines.")
  var jsonl = false

  var sentenceWords: [String] { sentence.words }

  func validate() throws {
    if let top, top < 1 { throw ValidationError("-k must be at least 1, not \(top)") }
    if top != nil, !words.isEmpty {
      throw ValidationError("-k asks for the most probable words, --word names them: give one of the two")
    }
    if json, jsonl { throw ValidationError("--json prints sentences of yours, --jsonl a stream: give one") }
    if sentence.literal {
      throw ValidationError("--literal takes [MASK] for ordinary characters: nothing would be left to fill")
    }
  }

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let head = try session.requiredHead(of: model)
    let question = MaskQuestion(top: top ?? 5, words: words, asksEveryLayer: layers)
    let tokenizer = try model.tokenizer()
    if jsonl { return try stream(question, model, tokenizer, head, in: session) }

    let mark = tokenizer.special.mask.text
    for sentence in try sentence.sentences(in: session, command: FillCommand.name) {
      let spelled = sentence.masked(by: mark)
      if spelled != sentence { session.warn("the mask is read as \(mark), which is \(model.name)'s own") }
      let encoding = try session.fit(spelled, tokenizer, model)
      let activations = try session.encode(encoding, with: model)
      let answers = try question.answers(for: activations, by: tokenizer, head: head)
      if json {
        try session.showJSON(FillRecord(encoding, answers))
      } else {
        for answer in answers { show(answer, mark, in: session) }
      }
    }
  }

  private func show(_ answer: MaskAnswer, _ mark: String, in session: Session) {
    let palette = session.palette
    let remark = layers ? " · the head on each hidden state" : ""
    session.show(
      StyledText("\(mark) at \(answer.position)", palette.header) + StyledText(remark, palette.muted))
    if !layers {
      session.show(answer.table(width: session.width, palette: palette))
    } else if words.isEmpty {
      session.show(answer.layerTable(width: session.width, palette: palette))
    } else {
      session.show(answer.wordTable(palette: palette))
    }
  }

  private func stream(
    _ question: MaskQuestion, _ model: LoadedModel, _ tokenizer: Tokenizer, _ head: MaskedWordHead,
    in session: Session
  ) throws {
    let encoder = try session.encoder(of: model)
    let mark = tokenizer.special.mask.text
    try JSONLines(session: session, batch: RaggedBatches.mostInputs).transformBatches(TextLine.self) {
      lines in
      let encodings = lines.map { line in
        Result { try session.fit(line.sentence.masked(by: mark), tokenizer, model) }
      }
      let records = try session.encodeAll(encodings.compactMap { try? $0.get() }, with: encoder) {
        FillRecord($0.encoding, try question.answers(for: $0, by: tokenizer, head: head))
      }
      var next = records.makeIterator()
      return encodings.map { encoding in
        encoding.flatMap { _ in next.next() ?? .failure(Failure(.failure, "the encoder gave no result")) }
      }
    }
  }
}

extension Sentence {
  /// The masks that people know.
  private static let masks = ["[MASK]", "<mask>"]

  /// With the model's own mask in place of another family's, where it has none of its own.
  func masked(by mark: String) -> Sentence {
    guard !text.holds(mark), pair?.holds(mark) != true else { return self }
    func spelled(_ text: String) -> String {
      Sentence.masks.reduce(text) { text, other in
        String(text.unicodeScalars.replacing(other.unicodeScalars, with: mark.unicodeScalars))
      }
    }
    return Sentence(text: spelled(text), pair: pair.map(spelled))
  }
}

extension String {
  fileprivate func holds(_ part: String) -> Bool {
    !unicodeScalars.ranges(of: part.unicodeScalars).isEmpty
  }
}

extension Session {
  /// The head of a model; it is looked for before anything is computed.
  /// - Throws: `FillError.noHead`.
  fileprivate func requiredHead(of model: LoadedModel) throws -> MaskedWordHead {
    if model.directory.hasMaskedWordHead, let head = try maskedWordHead(of: model) {
      return head
    }
    // What is wrong with its weights is said instead, where that is why.
    _ = try model.directory.tensors()
    let others = library.installed().filter { entry in
      (try? ModelDirectory(path: entry.path))?.hasMaskedWordHead == true
    }
    throw FillError.noHead(model: model.name, installed: others.map(\.name))
  }
}

extension ModelDirectory {
  fileprivate var hasMaskedWordHead: Bool {
    (try? tensors()).map { MaskedWordHead.isStored(in: $0, of: configuration.type) } ?? false
  }
}
