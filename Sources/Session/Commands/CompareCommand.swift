import Analysis
import ArgumentParser
import Display

struct CompareCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "A word's vectors in some sentences, or two words': the cosine of each with each.",
    discussion: """
      compare mole "The mole dug." "A mole of gold." compares one word; compare bank||bench "He sat by the bank." "A bench by the \
      river." compares two. In the REPL sentences may stand as A ||| B.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var sources: SenseSources

  @Option(
    help: ArgumentHelp(
      "The hidden state: 0, 1, …, last, last4, last4-mean or last4-concat.", valueName: "layer"))
  var layer = LayerChoice.last

  @Flag(help: "Every layer, one below the other.")
  var layers = false

  func validate() throws {
    if sources.sought.isEmpty {
      throw ValidationError(
        "compare needs a word and sentences: compare mole \"The mole dug.\" \"A mole of gold.\"")
    }
  }

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let study = try sources.study(of: sources.sought, pieces: .mean, with: model, in: session)
    try sources.check(study, in: session)
    let encoder = try session.encoder(of: model)
    for layer in layers ? (0..<study.hiddenStates).map(LayerChoice.index) : [layer] {
      let report = try SenseReport(
        study, layer: layer, isCentered: false, palette: session.palette, width: session.width,
        on: encoder.workers)
      session.show(
        StyledText("cosine · \(session.label(of: model)) · layer \(layer)", session.palette.muted))
      session.show(try report.matrix())
    }
    session.show(try session.staticLine(of: sources.sought, model, encoder))
  }
}
