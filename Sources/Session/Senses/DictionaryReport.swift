import Analysis
import Display
import Tensors

/// A word's contexts against WordNet's senses of it. A sense's vector is the word's own, in a context of the sense:
/// the mean over "WORD: definition" and those of its examples that hold the word, encoded by the same model.
struct DictionaryReport {
  let senses: [DictionarySense]
  /// For each context its cosine to each sense.
  private let cosines: [[Float]]
  private let study: WordStudy

  /// - Parameter isCentered: takes the mean of the contexts' own sentences off both sides.
  init(
    of word: String, _ study: WordStudy, layer: LayerChoice, isCentered: Bool, pieces: PieceChoice,
    with model: LoadedModel, in session: Session
  ) throws {
    let senses = try WordNet(environment: session.host.environment).senses(of: word)
    guard !senses.isEmpty else { throw Failure(.failure, "WordNet has no entry '\(word)'") }
    let search = ContextSearch([WordSearch(word, withForms: true)], names: [word])
    var contexts = senses.enumerated().flatMap { number, sense in
      let text = "\(word): \(sense.definition)"
      let own = WordContext(text: text, range: 0..<word.unicodeScalars.count, label: "\(number)")
      return [[own]]
        + sense.examples.map { search.contexts(in: $0, label: "\(number)") }.filter { !$0.isEmpty }
    }[...]
    let told = try session.studyWord(pieces: pieces, most: .max, with: model) { _ in
      nil
    } next: {
      contexts.popFirst()
    }
    let shift = isCentered ? try study.mean(at: layer) : nil
    func moved(_ vector: [Float]) -> [Float] { shift.map { centered([vector], on: $0)[0] } ?? vector }
    let toldVectors = try told.vectors(at: layer, centered: false)
    let vectors = senses.indices.map { number in
      let own = zip(told.contexts, toldVectors).filter { $0.0.label == "\(number)" }.map(\.1)
      return moved(center(of: own, count: own.first?.count ?? 0))
    }
    self.senses = senses
    self.study = study
    cosines = try study.vectors(at: layer, centered: false).map { vector in
      vectors.map { cosine(moved(vector), $0) }
    }
  }

  /// What WordNet says.
  func glossary(_ palette: Palette) -> Table {
    Table(
      columns: [
        .init("sense"), .init("words", maxWidth: 30, mayShrink: true), .init("definition", mayShrink: true),
      ],
      rows: senses.map {
        [
          StyledText($0.name, palette.accent), StyledText($0.lemmas.joined(separator: ", ")),
          StyledText($0.definition),
        ]
      })
  }

  /// The nearest sense of each context, and by how much it is nearer than the next.
  func verdicts(width: Int, _ palette: Palette) -> Table {
    let rows = study.contexts.indices.map { index in
      let order = senses.indices.sorted { cosines[index][$0] > cosines[index][$1] }
      let best = cosines[index][order[0]]
      let margin = order.count > 1 ? best - cosines[index][order[1]] : nil
      let context = study.contexts[index]
      return [
        StyledText(senses[order[0]].name, palette.accent), StyledText(decimals(best, 2)),
        margin.map { StyledText(decimals($0, 3)) } ?? StyledText("–", palette.muted),
      ] + (study.isLabelled ? [StyledText(context.label ?? "")] : []) + [
        Snippet(context.text, around: context.range).line(
          width: max(24, width - (study.isLabelled ? 46 : 34)), word: palette.accent)
      ]
    }
    var columns: [Table.Column] = [
      .init("nearest"), .init("cosine", align: .right), .init("margin", align: .right),
    ]
    if study.isLabelled { columns.append(.init("label", mayShrink: true)) }
    return Table(columns: columns + [.init("context", mayShrink: true)], rows: rows)
  }
}
