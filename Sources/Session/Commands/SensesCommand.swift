import Analysis
import ArgumentParser
import Display
import Encoders
import Tokenization

struct SensesCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "senses",
    abstract: "One word across contexts: cosines, groups, layers.",
    discussion: """
      Contexts are the sentences given, those of --file and --corpus, the lines of standard input, or this session's sentences that \
      hold the word. With --jsonl, standard input holds one object a line: {"text": …, "start": …, "end": …, "sense": …, "split": \
      "train" or "test"}; start and end count Unicode scalars of the text. One line a hidden state is written, 0 being the embedding \
      output: the share of test lines whose sense the nearest training vector and the nearest centroid name, and the mean cosines \
      within and between senses.
      """)

  /// The parts of what is shown.
  enum Part: String, CaseIterable, ExpressibleByArgument { case matrix, groups, map, layers, labels, nearest }

  @OptionGroup var common: CommonOptions
  @OptionGroup var sources: SenseSources

  @Option(
    help: ArgumentHelp(
      "The hidden state: 0, 1, …, last, last4, last4-mean or last4-concat.", valueName: "layer"))
  var layer = LayerChoice.last

  @Option(help: "The word's vector is the mean of its pieces, or the first or last piece's.")
  var pieces = PieceChoice.mean

  @Flag(help: "Subtract the mean of the sentences' words: vectors lie in a narrow cone.")
  var center = false

  @Option(
    help: ArgumentHelp(
      "What to show, again for more: matrix, groups, map, layers, labels, nearest. Left out: what fits the contexts."
    ))
  var show: [Part] = []

  @Flag(help: "Open the map on a full screen (? there lists its keys).")
  var explore = false

  @Flag(help: "Name the nearest of WordNet's senses for each context (Debian: wordnet-base).")
  var wordnet = false

  @Flag(help: "Read and write JSON Lines.")
  var jsonl = false

  func validate() throws {
    if !jsonl, sources.sought.isEmpty {
      throw ValidationError("senses needs a word: senses mole, or talpa senses --jsonl < lines.jsonl")
    }
  }

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    if jsonl { return try SenseStream(pieces: pieces).run(with: model, in: session) }
    let words = sources.sought
    let study = try sources.study(of: words, pieces: pieces, with: model, in: session)
    if !wordnet || study.contexts.isEmpty { try sources.check(study, in: session) }
    let encoder = try session.encoder(of: model)
    let report = try SenseReport(
      study, layer: layer, isCentered: center, palette: session.palette, width: session.width,
      on: encoder.workers)
    session.show(
      StyledText(words.joined(separator: " · "), session.palette.accent)
        + StyledText(
          " · \(grouped(study.contexts.count)) contexts · \(session.label(of: model)) · layer \(layer)"
            + (pieces == .mean ? "" : " · \(pieces.rawValue) piece") + (center ? " · centred" : ""),
          session.palette.muted))
    if explore {
      let scene = try study.scene(of: words[0], centered: center, on: encoder.workers) { layer in
        try session.stopIfInterrupted()
        session.output.progress("the plane of layer \(layer)")
      }
      session.output.progress(nil)
      let start = if case .index(let index) = layer { index } else { study.hiddenStates - 1 }
      if let scene, session.explore(scene, at: start) { return }
      return try show(.map, of: report, encoder, model, in: session)
    }
    if wordnet { try showDictionary(words[0], study, model, in: session) }
    for part in parts(for: study) { try show(part, of: report, encoder, model, in: session) }
  }

  private func parts(for study: WordStudy) -> [Part] {
    guard show.isEmpty, !wordnet else { return show }
    let few = study.contexts.count <= 16
    return (few ? [.matrix] : []) + (study.contexts.count > 2 ? [.groups] : []) + [.layers]
      + (study.isLabelled ? [.labels] : [])
  }

  private func showDictionary(_ word: String, _ study: WordStudy, _ model: LoadedModel, in session: Session)
    throws
  {
    let report = try DictionaryReport(
      of: word, study, layer: layer, isCentered: center, pieces: pieces, with: model, in: session)
    session.show("")
    session.show(report.glossary(session.palette))
    session.show("")
    session.show(report.verdicts(width: session.width, session.palette))
  }

  private func show(
    _ part: Part, of report: SenseReport, _ encoder: Encoder, _ model: LoadedModel, in session: Session
  ) throws {
    try session.stopIfInterrupted()
    session.show("")
    switch part {
    case .matrix:
      session.show(try report.matrix())
      session.show(try session.staticLine(of: sources.sought, model, encoder))
    case .groups:
      let (title, table) = try report.groups()
      session.show(title)
      session.show(table)
    case .map: session.show(try report.map())
    case .layers:
      session.show(try report.sweep())
      session.show(StyledText(SenseReport.sweepNote, session.palette.muted).wrapped(to: session.width))
    case .labels:
      guard report.study.isLabelled else {
        throw Failure.usage(
          "--show labels needs a sense for every context: --file with a .tsv or .jsonl file")
      }
      let (title, table, wrong) = report.confusion
      session.show(title)
      session.show(table)
      if let wrong { session.show(wrong) }
    case .nearest:
      if case .concatenationOfLastFour = layer {
        throw Failure.usage(
          "--show nearest compares with word embeddings, which \(layer) vectors are four times as long as")
      }
      let tokenizer = try model.tokenizer()
      let words = try NearestWords(encoder).words(nearestTo: report.contextVectors, count: 4) { id in
        tokenizer.vocabulary.token(id).map { $0.contains { $0.isLetter } && !$0.hasPrefix("[") } ?? false
      } beforeBlock: {
        try session.stopIfInterrupted()
      }
      session.show(try report.nearest(words) { tokenizer.vocabulary.token($0) ?? "\($0)" })
    }
  }
}

extension PieceChoice: ExpressibleByArgument {}
