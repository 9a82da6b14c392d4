import Analysis
import Encoders

/// How the explorer begins: what the options of the command say.
public struct AttentionOptions {
  public var view = AttentionViewKind.head
  public var head = HeadIndex(layer: 0, head: 0)
  /// What `head` is compared with; nil is the head, or the layer, after it.
  public var against: HeadIndex?
  public var comparison = AttentionComparison.heads
  public var lens = AttentionLens()
  public var shading = AttentionShading.sqrt
  /// Positions of the token that the token view is about, and of its target.
  public var token = 1
  public var target = 1
  public var order: HeadOrder?
  /// The flow by the end of one layer, from 0; nil is of all.
  public var flowLayer: Int?
  /// Rollout, or means over heads.
  public var isRollout = true

  public init() {}
}

extension AttentionExplorer {
  /// - Parameters:
  ///   - model: its name, for titles.
  ///   - others: sentences to compare with, the latest first.
  public init(
    _ study: AttentionStudy, of model: String, others: [String] = [], options: AttentionOptions,
    palette: Palette, rows: Int = 24, columns: Int = 80
  ) {
    var scene = AttentionScene(
      model: model, study: study, others: others, lens: options.lens, palette: palette)
    scene.shading = options.shading
    var panes = AttentionPanes()
    panes.kind = options.view
    panes.head.index = options.head
    panes.token.index = options.head
    panes.token.token = scene.queryIndex(of: options.token)
    panes.token.target = scene.queryIndex(of: options.target)
    (panes.grid.row, panes.grid.column) = (options.head.layer, options.head.head)
    panes.grid.order = options.order
    panes.flow.layer = options.flowLayer
    panes.flow.isRollout = options.isRollout
    let after = options.head.stepped(
      heads: options.comparison == .layers ? 0 : 1, layers: options.comparison == .layers ? 1 : 0, in: scene)
    (panes.difference.first, panes.difference.second) = (options.head, options.against ?? after)
    panes.difference.comparison = options.comparison
    self.init(scene: scene, panes: panes, rows: rows, columns: columns)
  }
}
