import Analysis
import Encoders

/// What one attention has more of than another: two heads, two layers, two sentences, or one head before and
/// after ablation.
struct DifferencePane: MapPane {
  var comparison = AttentionComparison.heads
  var first = HeadIndex(layer: 0, head: 0)
  var second = HeadIndex(layer: 0, head: 1)
  /// Whether the second side stands first; heads and layers change places instead.
  var isTurned = false
  var window = HeatMapWindow()

  var ablatable: HeadIndex? { first }

  func title(_ scene: AttentionScene) -> String {
    sides(scene).map { "\($0) − \($1)" } ?? "nothing to compare"
  }

  private func sides(_ scene: AttentionScene) -> (String, String)? {
    func turned(_ a: String, _ b: String) -> (String, String) { isTurned ? (b, a) : (a, b) }
    switch comparison {
    case .heads: return ("head \(first)", "head \(second)")
    case .layers: return ("layer \(first.layer + 1)", "layer \(second.layer + 1)")
    case .sentences: return scene.other == nil ? nil : turned("this sentence", "the other, head \(first)")
    case .ablation: return scene.untouched == nil ? nil : turned("now", "before, head \(first)")
    }
  }

  func remark(_ scene: AttentionScene) -> StyledText {
    let text: String
    switch comparison {
    case .heads: text = "[ ] { } choose the first head, X swaps the sides"
    case .layers: text = "means over heads; { } chooses the first layer, X swaps the sides"
    case .sentences:
      guard let other = scene.other else {
        text =
          scene.others.isEmpty
          ? "there is no other sentence: type two, or give one with --with" : "e chooses a sentence"
        break
      }
      let alignment = WordAlignment(scene.study, other.study)
      text =
        "\(alignment.pairs.count) words in common with: " + scene.others[other.index]
    case .ablation:
      text =
        scene.untouched == nil
        ? "no head is off: a switches one off" : "what switching heads off changed in head \(first)"
    }
    return StyledText(text, scene.palette.muted)
  }

  func map(_ scene: AttentionScene) -> HeatMap {
    switch comparison {
    case .heads: return difference(scene, .head(first), .head(second))
    case .layers: return difference(scene, .layer(first.layer), .layer(second.layer))
    case .sentences: return sentences(scene)
    case .ablation: return ablation(scene)
    }
  }

  private func empty(_ scene: AttentionScene) -> HeatMap {
    HeatMap(title: title(scene), rows: [], columns: [], scale: scale(scene, reach: 1)) { _ in [] }
  }

  private func scale(_ scene: AttentionScene, reach: Float) -> ColorScale {
    ColorScale(.diverging, -reach...reach, curve: scene.shading.curve)
  }

  private func reach(_ scene: AttentionScene, _ sources: [(AttentionStudy, AttentionSource)]) -> Float {
    guard scene.lens.quantity != .weights else { return 1 }
    return sources.map { $0.0.reach(of: $0.1, scene.lens.quantity) }.max() ?? 1
  }

  private func difference(_ scene: AttentionScene, _ a: AttentionSource, _ b: AttentionSource) -> HeatMap {
    let attention = scene.attention
    return HeatMap(
      title: title(scene), rows: scene.queryLabels, columns: scene.keyLabels,
      scale: scale(scene, reach: reach(scene, [(scene.study, a), (scene.study, b)])),
      scalesEachRow: scene.shading == .row
    ) { zip(attention.row($0, of: a), attention.row($0, of: b)).map { $0 - $1 } }
  }

  private func ablation(_ scene: AttentionScene) -> HeatMap {
    guard let untouched = scene.untouched else { return empty(scene) }
    let (now, before) = (scene.attention, LensedAttention(untouched, through: scene.lens))
    let (source, sign) = (AttentionSource.head(first), Float(isTurned ? -1 : 1))
    return HeatMap(
      title: title(scene), rows: scene.queryLabels, columns: scene.keyLabels,
      scale: scale(scene, reach: reach(scene, [(scene.study, source), (untouched, source)])),
      scalesEachRow: scene.shading == .row
    ) { zip(now.row($0, of: source), before.row($0, of: source)).map { ($0 - $1) * sign } }
  }

  /// Words that both sentences have, in both directions; the rest has nothing to be compared with.
  private func sentences(_ scene: AttentionScene) -> HeatMap {
    guard let other = scene.other?.study else { return empty(scene) }
    var lens = scene.lens
    lens.mergesWords = true
    lens.block = .whole
    let (here, there) = (LensedAttention(scene.study, through: lens), LensedAttention(other, through: lens))
    let places = WordAlignment(scene.study, other).pairs.compactMap { pair -> (Int, Int)? in
      guard let first = here.queries.firstIndex(of: pair.first),
        let second = there.queries.firstIndex(of: pair.second)
      else { return nil }
      return (first, second)
    }
    var worded = scene
    worded.lens = lens
    let labels = places.map { worded.queryLabels[$0.0] }
    let (source, sign) = (AttentionSource.head(first), Float(isTurned ? -1 : 1))
    return HeatMap(
      title: title(scene), rows: labels, columns: labels,
      scale: scale(scene, reach: reach(scene, [(scene.study, source), (other, source)])),
      scalesEachRow: scene.shading == .row
    ) { row in
      let (mine, its) = (here.row(places[row].0, of: source), there.row(places[row].1, of: source))
      return places.map { (mine[$0.0] - its[$0.1]) * sign }
    }
  }

  func details(_ scene: AttentionScene) -> [StyledText] { pair(in: map(scene), scene) }

  func figure(_ scene: AttentionScene) -> Figure {
    Figure(title: "", notes: comparison == .sentences ? [remark(scene).plain()] : [], maps: [[map(scene)]])
  }

  mutating func update(_ command: ExplorerCommand, count: Int?, _ scene: AttentionScene) -> PaneRequest? {
    let steps = count ?? 1
    switch command {
    case .head(let step): first = first.stepped(heads: step * steps, in: scene)
    case .layer(let step): first = first.stepped(layers: step * steps, in: scene)
    case .compare:
      let all = AttentionComparison.allCases
      comparison = all[((all.firstIndex(of: comparison) ?? 0) + 1) % all.count]
      if comparison == .layers, first.layer == second.layer { second = second.stepped(layers: 1, in: scene) }
      if comparison == .sentences, scene.other == nil { return other(scene, step: 0) }
    case .otherSentence(let step):
      comparison = .sentences
      return other(scene, step: step * steps)
    case .swapSides:
      if comparison == .heads || comparison == .layers {
        (first, second) = (second, first)
      } else {
        isTurned.toggle()
      }
    default: _ = moves(command, count: count, scene)
    }
    return nil
  }

  private func other(_ scene: AttentionScene, step: Int) -> PaneRequest {
    guard !scene.others.isEmpty else {
      return .say("there is no other sentence to compare with: type two in the REPL, or give one with --with")
    }
    let now = scene.other.map { $0.index + step } ?? 0
    return .compareWith(sentence: ((now % scene.others.count) + scene.others.count) % scene.others.count)
  }
}
