import Encoders

/// One head: queries down, keys across.
struct HeadPane: MapPane {
  var index = HeadIndex(layer: 0, head: 0)
  var window = HeatMapWindow()

  var ablatable: HeadIndex? { index }

  func title(_ scene: AttentionScene) -> String { "head \(index)" }

  func remark(_ scene: AttentionScene) -> StyledText {
    scene.study.ablated.contains(index)
      ? StyledText("this head is off: it looks at nothing and adds nothing", scene.palette.warning)
      : StyledText(scene.study.statistics(of: index).summary, scene.palette.muted)
  }

  func details(_ scene: AttentionScene) -> [StyledText] {
    let map = map(scene)
    return pair(in: map, scene) + change(scene, in: map)
  }

  /// What this row was before heads were switched off.
  private func change(_ scene: AttentionScene, in map: HeatMap) -> [StyledText] {
    guard let untouched = scene.untouched, !map.rows.isEmpty else { return [] }
    var before = scene
    before.study = untouched
    let old = before.map("", of: .head(index)).row(window.place(in: map).row)
    let new = map.row(window.place(in: map).row)
    let most = old.indices.sorted { (new[$0] - old[$0]).magnitude > (new[$1] - old[$1]).magnitude }.prefix(3)
    let words = most.map { key in
      "\(map.columns[key].plain()) \(scene.number(old[key])) → \(scene.number(new[key]))"
    }
    return [StyledText("row before → now: " + words.joined(separator: " · "), scene.palette.warning)]
  }

  func map(_ scene: AttentionScene) -> HeatMap { scene.map("head \(index)", of: .head(index)) }

  func figure(_ scene: AttentionScene) -> Figure {
    Figure(title: "", notes: [remark(scene).plain()], maps: [[map(scene)]])
  }

  mutating func update(_ command: ExplorerCommand, count: Int?, _ scene: AttentionScene) -> PaneRequest? {
    switch command {
    case .head(let step): index = index.stepped(heads: step * (count ?? 1), in: scene)
    case .layer(let step): index = index.stepped(layers: step * (count ?? 1), in: scene)
    default: _ = moves(command, count: count, scene)
    }
    return nil
  }
}
