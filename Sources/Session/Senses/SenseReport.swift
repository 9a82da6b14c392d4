import Analysis
import Display
import Encoders
import Tensors
import Tokenization

/// What `senses` says of a word: each part is lines or a table.
struct SenseReport {
  let study: WordStudy
  let layer: LayerChoice
  let isCentered: Bool
  let palette: Palette
  let width: Int
  let workers: Workers
  /// The contexts' vectors at the chosen layer.
  private let vectors: [[Float]]

  init(
    _ study: WordStudy, layer: LayerChoice, isCentered: Bool, palette: Palette, width: Int,
    on workers: Workers
  ) throws {
    self.study = study
    self.layer = layer
    self.isCentered = isCentered
    self.palette = palette
    self.width = width
    self.workers = workers
    vectors = try study.vectors(at: layer, centered: isCentered)
  }

  private func snippet(_ index: Int, width: Int) -> StyledText {
    let context = study.contexts[index]
    return Snippet(context.text, around: context.range).line(width: width, word: palette.accent)
  }

  // MARK: Cosines

  /// The cosine of each context with each.
  func matrix() throws -> [StyledText] {
    let cosines = try cosines()
    let rows = study.contexts.indices.map { snippet($0, width: 28) }
    return MatrixTable(rows: rows) { cosines[$0, $1] }.lines(width: width, palette: palette)
  }

  /// Contexts beyond which nobody reads each with each.
  static let mostCompared = 500

  private func cosines() throws -> Matrix {
    guard study.contexts.count <= SenseReport.mostCompared else {
      throw Failure.usage(
        "\(grouped(study.contexts.count)) contexts are too many to show each with each: at most \(SenseReport.mostCompared) (--most \(SenseReport.mostCompared))"
      )
    }
    return cosineMatrix(vectors)
  }

  // MARK: Groups

  /// The contexts grouped without looking at their senses.
  func groups() throws -> (title: StyledText, table: Table) {
    let found = try SenseGroups(vectors, on: workers)
    let count = found.groups.count
    let title =
      found.silhouette.map { "\(count) groups · silhouette \(decimals($0, 2))" }
      ?? "one group: no cut into groups has a silhouette of \(decimals(SenseGroups.leastSilhouette, 1)) or more"
    var columns: [Table.Column] = [.init("group", align: .right), .init("contexts", align: .right)]
    if study.isLabelled { columns.append(.init("senses", mayShrink: true)) }
    columns.append(.init("most central", mayShrink: true))
    let rows = found.groups.enumerated().map { number, group in
      [StyledText("\(number + 1)"), StyledText(grouped(group.members.count))]
        + (study.isLabelled ? [StyledText(senses(of: group.members))] : [])
        + [snippet(group.central, width: max(24, width - (study.isLabelled ? 52 : 20)))]
    }
    return (StyledText(title, palette.header), Table(columns: columns, rows: rows))
  }

  /// "animal 5, spy 1"
  private func senses(of members: [Int]) -> String {
    var counts: [(name: String, count: Int)] = []
    for label in members.compactMap({ study.contexts[$0].label }) {
      if let index = counts.firstIndex(where: { $0.name == label }) {
        counts[index].count += 1
      } else {
        counts.append((label, 1))
      }
    }
    return counts.sorted { $0.count > $1.count }.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
  }

  // MARK: Plane

  /// The contexts where they differ most, a mark for each sense that was said, else for each group found.
  func map() throws -> [StyledText] {
    let plane = PrincipalComponents(vectors)
    let shares = plane.explainedVariance.map { decimals($0 * 100, 0) + " %" }
    let names: [String]
    let numbers: [Int]
    if study.isLabelled {
      let labels = contexts(vectors)
      names = labels.names
      numbers = labels.senses.map { names.firstIndex(of: $0) ?? 0 }
    } else {
      let found = try SenseGroups(vectors, on: workers)
      names = found.groups.indices.map { "group \($0 + 1)" }
      numbers = found.labels
    }
    let plot = SensePlot(
      zip(plane.coordinates, numbers).map { SensePlot.Point(x: $0[0], y: $0[1], group: $1) })
    let legend = names.enumerated().reduce(StyledText("")) { line, name in
      line + SensePlot.mark(name.offset, palette) + StyledText(" \(name.element)  ")
    }
    return plot.lines(width: min(width, 78), height: 22, palette: palette) + legend.wrapped(to: width)
      + StyledText(
        "the two directions in which the contexts differ most (PCA): across \(shares[0]) of the variance, up \(shares[1])",
        palette.muted
      ).wrapped(to: width)
  }

  // MARK: Layers

  /// How the contexts part from layer to layer.
  func sweep() throws -> Table {
    var columns = ["layer", "self", "random", "sentence"].map { Table.Column($0, align: .right) }
    columns += [.init("groups", align: .right), .init("silhouette", align: .right)]
    if study.isLabelled {
      columns += ["nearest %", "centroid %", "within", "between"].map { Table.Column($0, align: .right) }
    }
    var rows: [[StyledText]] = []
    for index in 0..<study.hiddenStates {
      let vectors = try study.vectors(at: .index(index), centered: isCentered)
      let found = vectors.count <= Dendrogram.mostPoints ? try SenseGroups(vectors, on: workers) : nil
      rows.append(
        [
          StyledText("\(index)"), number(Contextuality.selfSimilarity(vectors)),
          number(try study.sample.baseline(.index(index))), number(study.intraSentenceSimilarity(at: index)),
          number(found.map { Double($0.groups.count) }, places: 0), number(found?.silhouette),
        ] + (study.isLabelled ? labelled(vectors) : []))
    }
    return Table(columns: columns, rows: rows)
  }

  static let sweepNote =
    "self: mean cosine of the word's contexts (its embedding alone: 1.00) · random: of random words, the baseline · "
    + "sentence: of a sentence's words with their mean"

  private func labelled(_ vectors: [[Float]]) -> [StyledText] {
    let contexts = contexts(vectors)
    let cosines = PairwiseCosines(
      vectors, groups: contexts.senses.map { contexts.names.firstIndex(of: $0) ?? 0 })
    let accuracies = SenseClassifier.allCases.map { classifier in
      SenseScore(
        expected: contexts.senses, guessed: LeaveOneOut.guesses(classifier, for: contexts).map { $0 ?? "" }
      ).accuracy
    }
    return accuracies.map { number($0.map { $0 * 100 }, places: 1) } + [
      number(cosines.within), number(cosines.between),
    ]
  }

  private func number(_ value: Double?, places: Int = 2) -> StyledText {
    value.map { StyledText(decimals($0, places)) } ?? StyledText("–", palette.muted)
  }

  private func contexts(_ vectors: [[Float]]) -> LabelledVectors {
    var contexts = LabelledVectors()
    for (context, vector) in zip(study.contexts, vectors) {
      contexts.append(vector, sense: context.label ?? "")
    }
    return contexts
  }

  // MARK: Senses that somebody has said

  /// What the nearest other context says, against what is so.
  var confusion: (title: StyledText, table: Table, wrong: Table?) {
    let contexts = contexts(vectors)
    let guesses = LeaveOneOut.guesses(.nearestNeighbour, for: contexts)
    let score = SenseScore(expected: contexts.senses, guessed: guesses.map { $0 ?? "–" })
    let (senses, counts) = score.confusion
    let title =
      "the nearest other context is right \(contexts.count - score.wrong.count) times of \(contexts.count)"
      + (score.accuracy.map { " (\(decimals($0 * 100, 1)) %)" } ?? "")
    let table = Table(
      columns: [.init("sense", mayShrink: true)]
        + senses.map { .init("→ \($0)", align: .right, maxWidth: 14, mayShrink: true) },
      rows: zip(senses, counts).filter { $0.1.contains { $0 > 0 } }.map { sense, row in
        [StyledText(sense)]
          + row.enumerated().map { column, count in
            StyledText(count == 0 ? "·" : grouped(count), senses[column] == sense ? palette.accent : .plain)
          }
      })
    let wrong = score.wrong.map { index in
      [
        StyledText(score.expected[index]), StyledText(score.guessed[index], palette.warning),
        snippet(index, width: max(24, width - 34)),
      ]
    }
    let columns: [Table.Column] = [
      .init("is", mayShrink: true), .init("taken for", mayShrink: true), .init("in", mayShrink: true),
    ]
    return (
      StyledText(title, palette.header), table, wrong.isEmpty ? nil : Table(columns: columns, rows: wrong)
    )
  }

  // MARK: Nearest

  /// For each context the vocabulary's nearest entries and the nearest other context.
  func nearest(_ words: [[NearestWords.Word]], name: (Int) -> String) throws -> Table {
    let cosines = try cosines()
    let room = max(16, (width - 16) / 3)
    let rows = study.contexts.indices.map { index in
      let other = study.contexts.indices.filter { $0 != index }.max {
        cosines[index, $0] < cosines[index, $1]
      }
      return [
        snippet(index, width: room),
        StyledText(words[index].map { "\(name($0.id)) \(decimals($0.cosine, 2))" }.joined(separator: ", ")),
        other.map {
          StyledText(decimals(cosines[index, $0], 2) + " ", palette.muted) + snippet($0, width: room)
        } ?? "",
      ]
    }
    return Table(
      columns: [
        .init("context", mayShrink: true), .init("nearest words", mayShrink: true),
        .init("nearest other context", mayShrink: true),
      ], rows: rows)
  }

  /// The vectors, for a search among words.
  var contextVectors: [[Float]] { vectors }
}
