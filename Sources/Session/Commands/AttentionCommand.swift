import Analysis
import ArgumentParser
import Display

struct AttentionCommand: TakesSentence {
  static let configuration = CommandConfiguration(
    commandName: "attention", abstract: "Show one head's attention: which token looks at which.",
    discussion:
      "Rows are queries (who looks), columns are keys (what is looked at); each row sums to 1. Layers and heads count from 1."
  )

  @OptionGroup var common: CommonOptions
  @OptionGroup var sentence: SentenceArgument

  @Option(help: ArgumentHelp("The layer, counted from 1.", valueName: "n"))
  var layer = 1

  @Option(help: ArgumentHelp("The head, counted from 1.", valueName: "n"))
  var head = 1

  var sentenceWords: [String] { sentence.words }

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let configuration = model.directory.configuration
    guard (1...configuration.layers).contains(layer) else {
      throw Failure.usage("--layer \(layer): \(model.name) has layers 1 to \(configuration.layers)")
    }
    guard (1...configuration.heads).contains(head) else {
      throw Failure.usage("--head \(head): \(model.name) has heads 1 to \(configuration.heads)")
    }
    let tokenizer = try model.tokenizer()
    for sentence in try sentence.sentences(in: session, command: AttentionCommand.name) {
      let encoding = try session.fit(sentence, tokenizer, model, literal: self.sentence.literal)
      let activations = try session.encode(encoding, with: model)
      let pattern = activations.layers[layer - 1].attention.pattern[head - 1]
      let statistics = HeadStatistics(
        pattern: pattern, of: encoding, separator: tokenizer.special.separator.id)

      session.show(StyledText("layer \(layer) head \(head)", session.palette.header))
      session.show(StyledText(statistics.summary, session.palette.muted).wrapped(to: session.width))
      let labels = TokenTable(encoding, special: tokenizer.special, palette: session.palette).labels
      let map = HeadMap(tokens: labels) { pattern[$0, $1] }
      session.show(map.lines(width: session.width, palette: session.palette))
    }
  }
}
