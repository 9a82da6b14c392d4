import Analysis
import Encoders
import Tokenization

/// What all views of the explorer look at, and how: a sentence, toggles, colours.
struct AttentionScene {
  let model: String
  /// The sentence as the model computes it now, and the run without ablations where there are any.
  var study: AttentionStudy { didSet { look() } }
  var untouched: AttentionStudy?
  var changes: AblationChanges?
  /// Sentences to compare with, and the one that was chosen.
  var others: [String]
  var other: (index: Int, study: AttentionStudy)?
  var lens: AttentionLens { didSet { look() } }
  var shading = AttentionShading.sqrt
  var palette: Palette
  /// Rows that a page moves.
  var page = 10

  private(set) var attention: LensedAttention
  private(set) var queryLabels: [StyledText] = []
  private(set) var keyLabels: [StyledText] = []

  init(model: String, study: AttentionStudy, others: [String], lens: AttentionLens, palette: Palette) {
    self.model = model
    self.study = study
    self.others = others
    self.lens = lens
    self.palette = palette
    attention = LensedAttention(study, through: lens)
    look()
  }

  private mutating func look() {
    attention = LensedAttention(study, through: lens)
    let labels = AttentionScene.labels(of: study, palette)
    queryLabels = attention.queries.map { label($0, labels) }
    keyLabels = attention.keys.map { label($0, labels) }
  }

  private func label(_ positions: Range<Int>, _ labels: [StyledText]) -> StyledText {
    let first = labels[positions.lowerBound]
    guard lens.mergesWords, let word = study.words.first(where: { $0.positions == positions }) else {
      return first
    }
    return StyledText(word.text, first.runs.first?.style ?? .plain)
  }

  static func labels(of study: AttentionStudy, _ palette: Palette) -> [StyledText] {
    TokenTable(study.encoding, special: study.special, palette: palette).labels
  }

  // MARK: Maps

  /// Queries by keys of any attention of this sentence.
  func map(_ title: String, of source: AttentionSource) -> HeatMap {
    HeatMap(
      title: title, rows: queryLabels, columns: keyLabels, scale: scale(of: source),
      scalesEachRow: shading == .row
    ) { [attention] in attention.row($0, of: source) }
  }

  func scale(of source: AttentionSource) -> ColorScale {
    let reach = lens.quantity == .weights ? 1 : study.reach(of: source, lens.quantity)
    return lens.quantity == .scores
      ? ColorScale(.diverging, -reach...reach, curve: shading.curve)
      : ColorScale(.sequential, 0...reach, curve: shading.curve)
  }

  // MARK: Words

  /// What the numbers are, and what was left out of them.
  var notes: [String] {
    var notes: [String] = []
    switch lens.quantity {
    case .weights: break
    case .norms: notes.append("weights × length of what they weigh, |α·f(x)|")
    case .scores: notes.append("raw scores, before softmax")
    }
    if lens.hidesSpecial {
      notes.append("special tokens hidden" + (lens.quantity == .weights ? ", rows renormalised" : ""))
    }
    if lens.mergesWords { notes.append("pieces merged into words") }
    if study.encoding.pair != nil, lens.block != .whole { notes.append("\(lens.block.rawValue) only") }
    if !study.ablated.isEmpty {
      notes.append("off: " + study.ablated.sorted().map(\.description).joined(separator: " "))
    }
    return notes
  }

  /// The sentence as it was typed.
  var sentence: String { study.encoding.text + (study.encoding.pair.map { " ||| " + $0 } ?? "") }

  /// Decimals that a number of this quantity deserves.
  func number(_ value: Float) -> String { decimals(value, lens.quantity == .scores ? 2 : 4) }

  /// The group of positions that a query's number stands for, by a position in it.
  func queryIndex(of position: Int) -> Int { AttentionScene.index(of: position, in: attention.queries) }
  func keyIndex(of position: Int) -> Int { AttentionScene.index(of: position, in: attention.keys) }

  static func index(of position: Int, in groups: [Range<Int>]) -> Int {
    groups.firstIndex { $0.upperBound > position } ?? max(0, groups.count - 1)
  }
}

/// What switching heads off changed, in numbers and words.
public struct AblationChanges {
  /// One candidate for a [MASK], before and after.
  public struct Candidate {
    public let word: String
    public let before: Float
    public let after: Float

    public init(word: String, before: Float, after: Float) {
      self.word = word
      self.before = before
      self.after = after
    }
  }

  public let effect: AblationEffect
  /// The words expected at each [MASK], the most probable of either run first; empty where the model has no
  /// masked-word head or the sentence no [MASK].
  public let masks: [(position: Int, candidates: [Candidate])]

  public init(effect: AblationEffect, masks: [(position: Int, candidates: [Candidate])]) {
    self.effect = effect
    self.masks = masks
  }
}
