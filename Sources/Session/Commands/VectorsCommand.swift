import Analysis
import ArgumentParser
import Checkpoints
import Display
import Encoders
import Tensors
import Tokenization

struct VectorsCommand: TakesSentence {
  static let configuration = CommandConfiguration(
    commandName: "vectors",
    abstract: "Show a sentence's vector (or each token's), and the nearest sentences.",
    discussion: """
      The sequence output is --pooling none, the pooled output --pooling pooler. Pooling and normalisation follow the model's \
      sentence-transformers files where it has them, else the mean. --output writes .npy, .safetensors or .jsonl. With --jsonl, standard \
      input holds one JSON value a line: a string, or {"text": …, "text_pair": …}.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var sentence: SentenceArgument

  @Option(help: "mean, cls, max, pooler, or none for one vector a token.")
  var pooling: Pooling?

  @Option(
    help: ArgumentHelp(
      "The hidden state: 0 is the embedding output, then a number a layer; last; last4 is the sum of the last four.",
      valueName: "layer"))
  var layer = LayerChoice.last

  @Flag(inversion: .prefixedNo, help: "Scale vectors to length 1.")
  var normalize: Bool?

  @Option(
    help: ArgumentHelp("Write to a file: .npy, .safetensors or .jsonl.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @Flag(help: "Read and write JSON Lines.")
  var jsonl = false

  var sentenceWords: [String] { sentence.words }

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let recipe = SentenceVector(
      model: model.directory, pooling: pooling, layer: layer, normalize: normalize)
    if jsonl { return try stream(recipe, model, in: session) }

    let tokenizer = try model.tokenizer()
    let encodings = try sentence.sentences(in: session, command: VectorsCommand.name).map {
      try session.fit($0, tokenizer, model, literal: sentence.literal)
    }
    var results: [VectorResult] = []
    for encoding in encodings {
      let activations = try session.encode(encoding, with: model)
      results.append(try VectorResult(activations, recipe))
    }
    for (encoding, result) in zip(encodings, results) {
      show(result, encoding, recipe, in: session)
    }
    if recipe.pooling != .none { try showNearest(to: results[results.count - 1], recipe, model, in: session) }
    if let output {
      try VectorFile(path: output, replaces: force).write(results)
      session.show(StyledText("wrote \(output)", session.palette.muted))
    }
  }

  /// How the vector was made, its length and first numbers; or each token's.
  private func show(
    _ result: VectorResult, _ encoding: Encoding, _ recipe: SentenceVector, in session: Session
  ) {
    let palette = session.palette
    func numbers(_ vector: [Float]) -> String {
      "[" + vector.prefix(6).map { decimals($0, 7) }.joined(separator: ", ")
        + (vector.count > 6 ? ", …]" : "]")
    }
    session.show(StyledText(recipe.description, palette.muted))
    guard recipe.pooling == .none else {
      return session.show(
        StyledText(
          "norm \(decimals(norm(result.vector), 4)) · \(result.vector.count) numbers  ", palette.muted)
          + StyledText(numbers(result.vector)))
    }
    let rows = result.tokenVectors.enumerated().map { index, vector in
      [
        StyledText("\(index)", palette.muted), StyledText(encoding.tokens[index].text),
        StyledText(decimals(norm(vector), 4)), StyledText(numbers(vector)),
      ]
    }
    let columns: [Table.Column] = [
      .init("pos", align: .right), .init("token"), .init("norm", align: .right),
      .init("vector", mayShrink: true),
    ]
    session.show(Table(columns: columns, rows: rows))
  }

  /// The sentences of the session beside this one, the nearest first.
  private func showNearest(
    to result: VectorResult, _ recipe: SentenceVector, _ model: LoadedModel, in session: Session
  ) throws {
    guard let current = session.currentSentence else { return }
    let others = session.sentences.filter { $0 != current }
    guard !others.isEmpty else { return }
    let vectors = try session.vectors(of: others, by: recipe, with: model)
    let rows = nearest(to: result.vector, among: vectors, count: 5).map { near in
      [StyledText(decimals(near.cosine, 4)), StyledText(others[near.index].label)]
    }
    session.show(
      Table(
        columns: [.init("cosine", align: .right), .init("nearest sentences", mayShrink: true)], rows: rows))
  }

  private func stream(_ recipe: SentenceVector, _ model: LoadedModel, in session: Session) throws {
    let tokenizer = try model.tokenizer()
    let encoder = try session.encoder(of: model)
    try JSONLines(session: session, batch: RaggedBatches.mostInputs).transformBatches(TextLine.self) {
      lines in
      let encodings = lines.map { line in
        Result { try session.fit(line.sentence, tokenizer, model, literal: sentence.literal) }
      }
      let records = try session.encodeAll(encodings.compactMap { try? $0.get() }, with: encoder) {
        VectorRecord(try VectorResult($0, recipe))
      }
      var next = records.makeIterator()
      return encodings.map { encoding in
        encoding.flatMap { _ in next.next() ?? .failure(Failure(.failure, "the encoder gave no result")) }
      }
    }
  }
}

extension Pooling: ExpressibleByArgument {}

extension LayerChoice: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
