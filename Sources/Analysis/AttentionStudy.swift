import Encoders
import Tensors
import Tokenization

/// One sentence's attention, to look at in any way. What is derived is computed when it is first asked for,
/// row by row, and kept: a screen shows few of a long text's rows.
public final class AttentionStudy {
  public let activations: Activations
  public let words: [Word]
  public let special: SpecialTokens
  /// The heads that were switched off in this run.
  public let ablated: Set<HeadIndex>
  /// Where the first text ends; [CLS] where it is empty.
  let lastOfFirstText: Int
  private let origins: PatternOrigins
  private let workers: Workers
  private var rows: [Derived: [Int: [Float]]] = [:]
  private var reaches: [Derived: Float] = [:]
  private var norms: [Int: Matrix] = [:]
  private var scores: [Int: [Matrix]] = [:]
  private var statistics: [HeadIndex: HeadStatistics] = [:]
  private lazy var rollout = Rollout(of: activations.layers.map(\.attention.pattern), on: workers)

  private struct Derived: Hashable {
    let source: AttentionSource
    let quantity: AttentionQuantity
  }

  /// - Parameters:
  ///   - activations: what the encoder made of the sentence with `ablated` switched off.
  ///   - words: its words, as the tokenizer tells them.
  ///   - origins: what stands behind its patterns.
  public init(
    activations: Activations, words: [Word], special: SpecialTokens, ablated: Set<HeadIndex> = [],
    origins: PatternOrigins, workers: Workers
  ) {
    self.activations = activations
    self.words = words
    self.special = special
    self.ablated = ablated
    self.origins = origins
    self.workers = workers
    lastOfFirstText = activations.encoding.tokens.lastIndex { $0.origin == .text } ?? 0
  }

  public var encoding: Encoding { activations.encoding }
  public var tokens: Int { encoding.tokens.count }
  public var layers: Int { activations.layers.count }
  public var heads: Int { activations.layers.first?.attention.pattern.count ?? 0 }
  public var allHeads: [HeadIndex] {
    (0..<layers).flatMap { layer in (0..<heads).map { HeadIndex(layer: layer, head: $0) } }
  }

  public func pattern(_ index: HeadIndex) -> Matrix {
    activations.layers[index.layer].attention.pattern[index.head]
  }

  public func statistics(of index: HeadIndex) -> HeadStatistics {
    if let known = statistics[index] { return known }
    let made = HeadStatistics(pattern: pattern(index), of: encoding, separator: special.separator.id)
    statistics[index] = made
    return made
  }

  /// One query's numbers, one a key.
  ///
  /// Rollout is of weights, whatever `quantity` says.
  public func row(
    _ query: Int, of source: AttentionSource, _ quantity: AttentionQuantity = .weights
  ) -> [Float] {
    if case .head(let index) = source { return row(query, ofHead: index, quantity) }
    let key = Derived(source: source, quantity: quantity)
    if let known = rows[key]?[query] { return known }
    let made =
      switch source {
      case .head(let index): row(query, ofHead: index, quantity)
      case .layer(let layer): mean((0..<heads).map { HeadIndex(layer: layer, head: $0) }, query, quantity)
      case .all: mean(allHeads, query, quantity)
      case .rollout(let layer): rolledOut(query, through: layer, key)
      }
    rows[key, default: [:]][query] = made
    return made
  }

  /// The largest magnitude anywhere.
  public func reach(of source: AttentionSource, _ quantity: AttentionQuantity) -> Float {
    let key = Derived(source: source, quantity: quantity)
    if let known = reaches[key] { return known }
    let made = (0..<tokens).reduce(Float(0)) { reach, query in
      row(query, of: source, quantity).reduce(reach) { max($0, $1.magnitude) }
    }
    reaches[key] = made
    return made
  }

  private static let rolloutBlock = 128

  /// Rows cost less by the block, and the rows around one that is looked at are looked at next.
  private func rolledOut(_ query: Int, through layer: Int, _ key: Derived) -> [Float] {
    let first = query / Self.rolloutBlock * Self.rolloutBlock
    let block = first..<min(tokens, first + Self.rolloutBlock)
    let made = rollout.rows(block, through: layer)
    for query in block { rows[key, default: [:]][query] = made.row(query - first) }
    return made.row(query - first)
  }

  private func row(_ query: Int, ofHead index: HeadIndex, _ quantity: AttentionQuantity) -> [Float] {
    let weights = pattern(index).row(query)
    switch quantity {
    case .weights: return weights
    case .norms:
      let lengths = valueNorms(ofLayer: index.layer).row(index.head)
      return zip(weights, lengths).map { $0 * $1 }
    case .scores: return scores(ofLayer: index.layer)[index.head].row(query)
    }
  }

  private func mean(_ heads: [HeadIndex], _ query: Int, _ quantity: AttentionQuantity) -> [Float] {
    meanVector(heads.map { row(query, ofHead: $0, quantity) }, count: tokens)
  }

  private func valueNorms(ofLayer layer: Int) -> Matrix {
    if let known = norms[layer] { return known }
    let made = origins.valueNorms(layer)
    norms[layer] = made
    return made
  }

  private func scores(ofLayer layer: Int) -> [Matrix] {
    if let known = scores[layer] { return known }
    let made = origins.scores(layer)
    scores[layer] = made
    return made
  }
}
