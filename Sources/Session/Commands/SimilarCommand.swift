import Analysis
import ArgumentParser
import Display

struct SimilarCommand: TakesSentence {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Compare sentences: the cosine of each with each.",
    discussion: """
      Sentences are separate arguments, or stand on one line as A ||| B ||| C; left out, they are this session's sentences, or the \
      lines of standard input.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The sentences.", valueName: "text"))
  var words: [String] = []

  @Option(help: "mean, cls, max or pooler.")
  var pooling: Pooling?

  @Option(help: ArgumentHelp("The hidden state: 0, 1, …, last, or last4.", valueName: "layer"))
  var layer = LayerChoice.last

  var sentenceWords: [String] { words }

  func validate() throws {
    if pooling == Pooling.none {
      throw ValidationError("sentences are compared by one vector each: --pooling none gives none")
    }
  }

  func run(in session: Session) throws {
    let sentences = try sentences(in: session)
    let model = try session.model(named: common.model)
    let recipe = SentenceVector(model: model.directory, pooling: pooling, layer: layer)
    let vectors = try session.vectors(of: sentences, by: recipe, with: model)

    session.show(StyledText("cosine · \(recipe.description)", session.palette.muted))
    let cosines = cosineMatrix(vectors)
    let table = MatrixTable(rows: sentences.map { StyledText($0.label) }, places: 4) { cosines[$0, $1] }
    session.show(table.lines(width: session.width, palette: session.palette))
  }

  private func sentences(in session: Session) throws -> [Sentence] {
    var sentences = words.flatMap(Sentence.parts).filter { !$0.isEmpty }.map { Sentence(text: $0) }
    if sentences.isEmpty { sentences = session.sentences }
    if sentences.isEmpty, let input = session.standardInput {
      sentences = try input.texts().map { Sentence(line: $0) }
    }
    guard sentences.count >= 2 else {
      throw Failure.usage(
        "similar needs two sentences or more and has \(sentences.count). "
          + (session.isREPL
            ? "Type some first, or give them here: :similar The cat sat. ||| A dog ran."
            : "Give each as an argument: talpa similar \"The cat sat.\" \"A dog ran.\""))
    }
    return sentences
  }
}

extension Sentence {
  /// How it is named in tables.
  var label: String { pair.map { "\(text) \(Sentence.pairMark) \($0)" } ?? text }
}
