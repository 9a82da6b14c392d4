import Analysis
import Encoders
import Tokenization

/// `senses --jsonl` of the contract: labelled contexts in, how well each layer tells their senses apart out.
struct SenseStream {
  let pieces: PieceChoice

  func run(with model: LoadedModel, in session: Session) throws {
    let tokenizer = try model.tokenizer()
    let encoder = try session.encoder(of: model)
    var study = SenseStudy(layers: encoder.configuration.layers + 1)

    try JSONLines(session: session, batch: RaggedBatches.mostInputs).gatherBatches(SenseLine.self) { lines in
      let found = lines.map { line in Result { try target(of: line, tokenizer, model) } }
      let targets = found.compactMap { try? $0.get() }
      var vectors = try session.encodeAll(targets.map(\.encoding), with: encoder) { activations, index in
        activations.hiddenStates.map { targets[index].word.vector(in: $0, pieces: pieces) }
      }.makeIterator()
      return zip(lines, found).map { line, target in
        let result = target.flatMap { _ in
          vectors.next() ?? .failure(Failure(.failure, "the encoder gave no result"))
        }
        study.add(line, try? result.get())
        return result.map { _ in }
      }
    } atEnd: {
      study.numbers(on: encoder.workers).map(SenseRecord.init)
    }
  }

  /// The line's tokens, and those that are the word.
  private func target(of line: SenseLine, _ tokenizer: Tokenizer, _ model: LoadedModel) throws
    -> (encoding: Encoding, word: WordOccurrence)
  {
    let range = try line.range()
    let limit = model.directory.configuration.maxTokens
    let encoding = try tokenizer.encode(line.text, maxLength: limit)
    if let word = WordOccurrence(range: range, in: encoding) { return (encoding, word) }
    throw Failure(
      .badData,
      encoding.isCut(before: range.upperBound)
        ? "the word at \(range.lowerBound) lies beyond the \(limit) tokens that \(model.name) has positions for. Shorten the text"
        : "no token stands at \(range.lowerBound) to \(range.upperBound) of the text: what is there is white space or control characters"
    )
  }
}
