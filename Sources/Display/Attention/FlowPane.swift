import Analysis
import Encoders

/// What flows where by the end of a layer: attention rollout, or the mean over heads, of one layer or in all.
struct FlowPane: MapPane {
  var window = HeatMapWindow()
  var isRollout = true
  /// From 0; nil is in all: the last layer's rollout, or the mean over every head.
  var layer: Int?

  var ablatable: HeadIndex? { nil }

  func title(_ scene: AttentionScene) -> String {
    let end = layer.map { "layer \($0 + 1)" } ?? "all layers"
    return isRollout ? "rollout · \(end)" : "mean over heads · \(end)"
  }

  func remark(_ scene: AttentionScene) -> StyledText {
    StyledText(
      isRollout
        ? "how much of each token has reached each place, attention and residual connection in equal parts"
        : "the mean of every head's attention",
      scene.palette.muted)
  }

  func source(_ scene: AttentionScene) -> AttentionSource {
    if isRollout { return .rollout(through: layer ?? scene.study.layers - 1) }
    return layer.map { .layer($0) } ?? .all
  }

  func map(_ scene: AttentionScene) -> HeatMap { scene.map(title(scene), of: source(scene)) }
  func details(_ scene: AttentionScene) -> [StyledText] { pair(in: map(scene), scene) }

  func figure(_ scene: AttentionScene) -> Figure {
    Figure(title: "", notes: [remark(scene).plain()], maps: [[map(scene)]])
  }

  mutating func update(_ command: ExplorerCommand, count: Int?, _ scene: AttentionScene) -> PaneRequest? {
    switch command {
    case .order: isRollout.toggle()
    case .layer(let step):
      // Around through “all”, which stands behind the last layer.
      let places = scene.study.layers + 1
      let place = ((layer ?? scene.study.layers) + step * (count ?? 1)) % places
      let next = (place + places) % places
      layer = next == scene.study.layers ? nil : next
    default: _ = moves(command, count: count, scene)
    }
    return nil
  }
}
