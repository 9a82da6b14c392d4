import Tokenization

/// What of a sentence's attention is looked at, and as what: the toggles of every view.
///
/// A row or column is a group of positions: one token, or one word. Pieces are merged as Clark et al. 2019
/// merge them: attention to a word is the sum over its pieces, attention from a word the mean over them.
/// Scores are no shares, so both ways they are means.
public struct AttentionLens: Equatable, Sendable {
  /// Which text of a pair looks at which.
  public enum Block: String, CaseIterable, Sendable {
    case whole = "all"
    case firstToSecond = "A→B"
    case secondToFirst = "B→A"
    case first = "A→A"
    case second = "B→B"
  }

  public var quantity = AttentionQuantity.weights
  /// Leaves out [CLS], [SEP] and padding. Weights are then shares of what is left: rows sum to 1 again.
  public var hidesSpecial = false
  public var mergesWords = false
  public var block = Block.whole

  public init() {}
}

/// A sentence's attention as a lens shows it.
public struct LensedAttention {
  public let study: AttentionStudy
  public let lens: AttentionLens
  /// Each row's and column's positions.
  public let queries: [Range<Int>]
  public let keys: [Range<Int>]
  /// All keys that are not hidden, whichever block is shown: what a row is renormalised over.
  private let counted: [Range<Int>]

  public init(_ study: AttentionStudy, through lens: AttentionLens) {
    self.study = study
    self.lens = lens
    let all =
      lens.mergesWords ? study.words.map(\.positions) : study.encoding.tokens.indices.map { $0..<$0 + 1 }
    let shown = lens.hidesSpecial ? all.filter { !study.isFrame($0.lowerBound) } : all
    let (first, second) = (
      shown.filter { !study.isSecond($0.lowerBound) }, shown.filter { study.isSecond($0.lowerBound) }
    )
    counted = shown
    switch study.encoding.pair == nil ? .whole : lens.block {
    case .whole: (queries, keys) = (shown, shown)
    case .firstToSecond: (queries, keys) = (first, second)
    case .secondToFirst: (queries, keys) = (second, first)
    case .first: (queries, keys) = (first, first)
    case .second: (queries, keys) = (second, second)
    }
  }

  /// One row, one number a column.
  public func row(_ index: Int, of source: AttentionSource) -> [Float] {
    let group = queries[index]
    let rows = group.map { study.row($0, of: source, lens.quantity) }
    let row = rows.count == 1 ? rows[0] : meanVector(rows, count: study.tokens)
    let isShare = lens.quantity == .weights || source.isRollout
    guard lens.mergesWords || lens.hidesSpecial || keys.count != row.count else { return row }
    let values = keys.map { merged(row, $0, isScore: !isShare && lens.quantity == .scores) }
    guard lens.hidesSpecial, isShare else { return values }
    let total = counted.reduce(0) { $0 + merged(row, $1, isScore: false) }
    return total > 0 ? values.map { $0 / total } : values
  }

  private func merged(_ row: [Float], _ group: Range<Int>, isScore: Bool) -> Float {
    if group.count == 1 { return row[group.lowerBound] }
    let sum = row[group].reduce(0, +)
    return isScore ? sum / Float(group.count) : sum
  }
}

extension AttentionSource {
  fileprivate var isRollout: Bool { if case .rollout = self { true } else { false } }
}

extension AttentionStudy {
  /// [CLS], [SEP] and padding, also those that somebody typed; not [MASK].
  public func isFrame(_ position: Int) -> Bool {
    let token = encoding.tokens[position]
    return token.origin == .special || token.origin == .padding
      || [special.classifier.id, special.separator.id, special.padding.id].contains(token.id)
  }

  /// Whether a position belongs to the second text of a pair: what stands behind the separator that ends the
  /// first. (Segments would not tell: RoBERTa has none.)
  public func isSecond(_ position: Int) -> Bool {
    encoding.pair != nil && position > lastOfFirstText + 1
  }
}
