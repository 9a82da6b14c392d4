import Analysis
import ArgumentParser
import Display
import Encoders

/// What of the attention is shown, and how: the explorer's first screen, the text, the picture.
struct AttentionArguments: ParsableArguments {
  @Option(help: "What is shown.")
  var view = AttentionViewKind.head

  @Option(
    help: ArgumentHelp("The layer, counted from 1 (default: 1; in the flow view, all).", valueName: "n"))
  var layer: Int?

  @Option(help: ArgumentHelp("The head, counted from 1.", valueName: "n"))
  var head = 1

  @Option(help: ArgumentHelp("The token view's token: its text, or its position from 0.", valueName: "token"))
  var token: String?

  @Option(
    help: ArgumentHelp("The token that --token looks at: its text, or its position.", valueName: "token"))
  var target: String?

  @Option(help: "The grid's order of heads: those first that most look at the token before, and so on.")
  var order: HeadOrder?

  @Flag(help: "The flow view shows means over heads instead of rollout.")
  var mean = false

  @Option(
    help: ArgumentHelp("The difference view's second head (or its layer), such as 5.3.", valueName: "head"))
  var against: String?

  @Option(help: "What the difference view compares; ablation is before and after.")
  var compare: AttentionComparison?

  @Option(name: .customLong("with"), help: ArgumentHelp("A sentence to compare with.", valueName: "text"))
  var other: String?

  @Option(
    help:
      "Weights, norms (weights times the length of what they weigh) or scores (before softmax).")
  var numbers = AttentionQuantity.weights

  @Flag(help: "Leave out [CLS], [SEP] and padding; rows of weights are renormalised.")
  var hideSpecial = false

  @Flag(help: "Merge pieces into words.")
  var words = false

  @Option(
    help: ArgumentHelp("Who looks at whom in a pair; AB will do for A→B.", valueName: "block"))
  var block = AttentionLens.Block.whole

  @Option(help: "The colour scale; row is each row by itself.")
  var scale = AttentionShading.sqrt

  @Option(
    help: ArgumentHelp("Switch a head off, such as 5.3. May be given more than once.", valueName: "head"))
  var ablate: [String] = []

  /// - Throws: `Failure` for layers, heads and tokens that are not there.
  func options(for study: AttentionStudy, of model: LoadedModel) throws -> AttentionOptions {
    var options = AttentionOptions()
    options.view = view
    options.head = try headIndex(of: model)
    if let against { options.against = try HeadIndex(against, of: model) }
    options.comparison =
      compare ?? (other != nil ? .sentences : against == nil && !study.ablated.isEmpty ? .ablation : .heads)
    options.lens.quantity = numbers
    options.lens.hidesSpecial = hideSpecial
    options.lens.mergesWords = words
    options.lens.block = block
    options.shading = scale
    options.token = try token.map { try position(of: $0, in: study) } ?? min(1, study.tokens - 1)
    options.target = try target.map { try position(of: $0, in: study) } ?? options.token
    options.order = order
    options.flowLayer = layer.map { $0 - 1 }
    options.isRollout = !mean
    return options
  }

  private func headIndex(of model: LoadedModel) throws -> HeadIndex {
    let configuration = model.directory.configuration
    let layer = layer ?? 1
    guard (1...configuration.layers).contains(layer) else {
      throw Failure.usage("--layer \(layer): \(model.name) has layers 1 to \(configuration.layers)")
    }
    guard (1...configuration.heads).contains(head) else {
      throw Failure.usage("--head \(head): \(model.name) has heads 1 to \(configuration.heads)")
    }
    return HeadIndex(layer: layer - 1, head: head - 1)
  }

  /// A position, or the first token or word of that text.
  private func position(of text: String, in study: AttentionStudy) throws -> Int {
    if let position = Int(text) {
      guard (0..<study.tokens).contains(position) else {
        throw Failure.usage("there is no token \(position): the sentence has tokens 0 to \(study.tokens - 1)")
      }
      return position
    }
    let wanted = text.lowercased()
    if let position = study.encoding.tokens.firstIndex(where: { $0.text.lowercased() == wanted }) {
      return position
    }
    if let word = study.words.first(where: { $0.text.lowercased() == wanted }) {
      return word.positions.lowerBound
    }
    let tokens = study.encoding.tokens.prefix(20).map(\.text).joined(separator: " ")
    throw Failure.usage("the sentence has no token '\(text)'. Its tokens: \(tokens)")
  }
}

extension AttentionViewKind: ExpressibleByArgument {}
extension AttentionQuantity: ExpressibleByArgument {}
extension AttentionShading: ExpressibleByArgument {}
extension AttentionComparison: ExpressibleByArgument {}
extension HeadOrder: ExpressibleByArgument {}

extension AttentionLens.Block: ExpressibleByArgument {
  /// As it is shown, or without the arrow that few keyboards have.
  public init?(argument: String) {
    let plain = argument.uppercased().filter(\.isLetter)
    guard let block = Self.allCases.first(where: { $0.rawValue.uppercased().filter(\.isLetter) == plain })
    else { return nil }
    self = block
  }
}
