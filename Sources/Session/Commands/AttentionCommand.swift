import Analysis
import ArgumentParser
import Display
import Encoders
import Tokenization

struct AttentionCommand: TakesSentence {
  static let configuration = CommandConfiguration(
    commandName: "attention", abstract: "Explore attention: which token looks at which, in every head.",
    discussion: """
      On a terminal this opens the explorer (? there lists its keys); otherwise, or with --text, the chosen view is printed. Rows are \
      queries (who looks), columns are keys (what is looked at); each row sums to 1. Layers and heads count from 1.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var sentence: SentenceArgument
  @OptionGroup var arguments: AttentionArguments

  @Option(
    help: ArgumentHelp(
      "Write what would be shown, in the format its ending names: .svg .png .html .json .csv .txt.",
      valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "Replace the output file if it is there.")
  var force = false

  @Flag(help: "Print the view as text, on a terminal too.")
  var text = false

  var sentenceWords: [String] { sentence.words }

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let file = try output.map { try FigureFile(path: $0, replaces: force) }
    let heads = session.ablated.union(try arguments.ablate.map { try HeadIndex($0, of: model) })
    let sentences = try sentence.sentences(in: session, command: AttentionCommand.name)
    if file != nil, sentences.count > 1 {
      throw Failure.usage("attention writes one sentence a file and was given \(sentences.count)")
    }
    for sentence in sentences {
      let encoding = try session.fit(sentence, try model.tokenizer(), model, literal: self.sentence.literal)
      let others = others(than: sentence, in: session)
      let explorer = try explorer(encoding, others, heads, model, session)
      if let file {
        try file.write(explorer.figure, in: session)
        session.show(StyledText("wrote \(file.path)", session.palette.muted))
      } else if let screen = openScreen(for: sentences, in: session) {
        session.ablated = heads
        let run = ExplorerRun(explorer, of: encoding, others: others, by: model, in: session, on: screen)
        run.run()
        screen.close()
        session.recorder?.show(run.figure, as: [])
        session.mentionAblation()
      } else {
        session.mentionAblation()
        session.show(explorer.figure)
      }
    }
  }

  /// Full screens are for one sentence and a person.
  private func openScreen(for sentences: [Sentence], in session: Session) -> (any Screen)? {
    guard !text, sentences.count == 1, session.mayOpenScreens else { return nil }
    session.output.flush()
    return session.host.terminal?.openScreen(session.palette.depth)
  }

  /// What it can be compared with: what --with gives, then the session's earlier sentences, the latest first.
  private func others(than sentence: Sentence, in session: Session) -> [Sentence] {
    (arguments.other.map { [Sentence(line: $0)] } ?? [])
      + session.sentences.reversed().filter { $0 != sentence }
  }

  private func explorer(
    _ encoding: Encoding, _ others: [Sentence], _ heads: Set<HeadIndex>, _ model: LoadedModel,
    _ session: Session
  ) throws -> AttentionExplorer {
    let untouched = heads.isEmpty ? nil : try session.study(of: encoding, with: model, ablating: [])
    let study = try session.study(of: encoding, with: model, ablating: heads)
    let options = try arguments.options(for: study, of: model)
    var explorer = AttentionExplorer(
      study, of: session.label(of: model), others: others.map(\.line), options: options,
      palette: session.palette)
    if let untouched {
      explorer.show(
        study, untouched: untouched, changes: try session.changes(from: untouched, to: study, with: model))
    }
    if options.view == .difference, options.comparison == .sentences {
      guard let other = others.first else {
        throw Failure.usage("there is no other sentence to compare with: give one with --with")
      }
      let encoding = try session.fit(other, try model.tokenizer(), model, literal: sentence.literal)
      explorer.compare(with: try session.study(of: encoding, with: model, ablating: heads), index: 0)
    }
    return explorer
  }
}
