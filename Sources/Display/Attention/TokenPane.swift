import Analysis
import Encoders

/// One token: the weight between it and a target in every head, and the sentence coloured by what the chosen
/// head gives from it and to it.
struct TokenPane: AttentionPane {
  /// Indices of the lens's queries and keys.
  var token = 1
  var target = 1
  var index = HeadIndex(layer: 0, head: 0)
  /// Whether the target is looked at by the token, or looks at it.
  var isFromToken = true

  var ablatable: HeadIndex? { index }

  func title(_ scene: AttentionScene) -> String {
    "token \(label(place(token, scene), scene)) · head \(index)"
  }

  func remark(_ scene: AttentionScene) -> StyledText {
    let (from, to) = ends(scene)
    return StyledText(
      "\(label(from, scene)) → \(label(to, scene)) in every head: layers down, heads across",
      scene.palette.muted)
  }

  private func place(_ index: Int, _ scene: AttentionScene) -> Int {
    min(max(0, index), max(0, scene.queryLabels.count - 1))
  }

  private func label(_ index: Int, _ scene: AttentionScene) -> String {
    scene.queryLabels.indices.contains(index) ? scene.queryLabels[index].truncated(to: 14).plain() : "–"
  }

  private func ends(_ scene: AttentionScene) -> (from: Int, to: Int) {
    let (token, target) = (place(token, scene), place(target, scene))
    return isFromToken ? (token, target) : (target, token)
  }

  /// In a block of a pair, queries and keys are other tokens; this view is about one sentence of all of them.
  private func whole(_ scene: AttentionScene) -> AttentionScene {
    guard scene.lens.block != .whole else { return scene }
    var scene = scene
    scene.lens.block = .whole
    return scene
  }

  // MARK: Pictures

  /// Layers × heads.
  private func heads(_ scene: AttentionScene) -> HeatMap {
    let (from, to) = ends(scene)
    let study = scene.study
    return HeatMap(
      title: "\(label(from, scene)) → \(label(to, scene))",
      rows: (0..<study.layers).map { StyledText("\($0 + 1)") },
      columns: (0..<study.heads).map { StyledText("\($0 + 1)") },
      scale: scale(scene), scalesEachRow: scene.shading == .row, rowKind: "layer", columnKind: "head"
    ) { layer in
      (0..<study.heads).map { head in
        scene.attention.queries.isEmpty
          ? 0 : scene.attention.row(from, of: .head(HeadIndex(layer: layer, head: head)))[to]
      }
    }
  }

  private func scale(_ scene: AttentionScene) -> ColorScale { scene.scale(of: .head(index)) }

  /// One row: the sentence as the token sees it, or as it sees the token.
  private func ribbon(isFrom: Bool, _ scene: AttentionScene) -> HeatMap {
    let (token, attention, source) = (place(token, scene), scene.attention, AttentionSource.head(index))
    let name = label(token, scene)
    return HeatMap(
      title: isFrom ? "from \(name)" : "to \(name)", rows: [StyledText(name)], columns: scene.queryLabels,
      scale: scale(scene), scalesEachRow: scene.shading == .row, rowKind: isFrom ? "query" : "key",
      columnKind: isFrom ? "key" : "query"
    ) { _ in
      guard !attention.queries.isEmpty else { return [] }
      return isFrom
        ? attention.row(token, of: source)
        : attention.queries.indices.map { attention.row($0, of: source)[token] }
    }
  }

  func legend(_ scene: AttentionScene) -> ColorScale { scale(scene) }

  /// The sentence twice, as many lines as there is room for above the matrix.
  private func ribbonLines(in area: Area, _ scene: AttentionScene) -> [[StyledText]] {
    let room = area.columns - TokenPane.ribbonIndent
    return [true, false].map { isFrom in
      let map = ribbon(isFrom: isFrom, scene)
      let ribbon = TokenRibbon(
        labels: scene.queryLabels, positions: map.positions(of: map.row(0)), ramp: map.scale.ramp,
        marked: isFrom == isFromToken ? place(target, scene) : place(token, scene))
      return ribbon.lines(width: room, maxLines: max(1, min(6, (area.rows - 4) / 4)), scene.palette)
    }
  }

  private static let ribbonIndent = 5

  func render(into canvas: inout Canvas, in area: Area, _ scene: AttentionScene) {
    let scene = whole(scene)
    var row = area.row
    for (name, lines) in zip(["from", "to"], ribbonLines(in: area, scene)) {
      canvas.put(StyledText(name, scene.palette.muted), row: row, column: area.column)
      for line in lines {
        canvas.put(line, row: row, column: area.column + TokenPane.ribbonIndent, maxWidth: area.columns)
        row += 1
      }
    }
    let matrix = heads(scene)
    window(on: matrix, in: area).render(
      matrix, into: &canvas, in: matrixArea(area, from: row), scene.palette)
  }

  private func matrixArea(_ area: Area, from row: Int) -> Area {
    Area(row: row, column: area.column, rows: max(0, area.row + area.rows - row), columns: area.columns)
  }

  /// Layers and heads are few: mostly there is room for their numbers.
  private func window(on matrix: HeatMap, in area: Area) -> HeatMapWindow {
    let hasRoom = matrix.columns.count * HeatMapLayout.CellSize.number.columns + 4 <= area.columns
    return HeatMapWindow(row: index.layer, column: index.head, zoom: hasRoom ? .numbers : .fitting)
  }

  func details(_ scene: AttentionScene) -> [StyledText] {
    let scene = whole(scene)
    let (from, to) = ends(scene)
    guard scene.queryLabels.indices.contains(from) else { return [] }
    let value = scene.attention.row(from, of: .head(index))[to]
    let map = heads(scene)
    let strongest = (0..<scene.study.layers).flatMap { layer in
      map.row(layer).enumerated().map { (HeadIndex(layer: layer, head: $0.offset), $0.element) }
    }.sorted { $0.1 > $1.1 }.prefix(5)
    let words = strongest.map { "\($0.0) \(scene.number($0.1))" }.joined(separator: " · ")
    return [
      scene.queryLabels[from].truncated(to: 14) + " → " + scene.queryLabels[to].truncated(to: 14) + " "
        + StyledText(scene.number(value), Style(bold: true))
        + StyledText(" in head \(index)", scene.palette.muted),
      StyledText("strongest heads: ", scene.palette.muted) + StyledText(words),
    ]
  }

  func figure(_ scene: AttentionScene) -> Figure {
    let scene = whole(scene)
    return Figure(
      title: "", maps: [[ribbon(isFrom: true, scene)], [ribbon(isFrom: false, scene)], [heads(scene)]])
  }

  // MARK: Keys

  mutating func update(_ command: ExplorerCommand, count: Int?, _ scene: AttentionScene) -> PaneRequest? {
    let steps = count ?? 1
    let scene = whole(scene)
    (token, target) = (place(token, scene), place(target, scene))
    switch command {
    case .move(.left): index.head = max(0, index.head - steps)
    case .move(.right): index.head = min(scene.study.heads - 1, index.head + steps)
    case .move(.up), .pageUp: index.layer = max(0, index.layer - steps)
    case .move(.down), .pageDown: index.layer = min(scene.study.layers - 1, index.layer + steps)
    case .first: index = HeadIndex(layer: 0, head: 0)
    case .last: index = HeadIndex(layer: scene.study.layers - 1, head: scene.study.heads - 1)
    case .head(let step): index = index.stepped(heads: step * steps, in: scene)
    case .layer(let step): index = index.stepped(layers: step * steps, in: scene)
    case .token(let step): token = place(token + step * steps, scene)
    case .target(let step): target = place(target + step * steps, scene)
    case .order: isFromToken.toggle()
    case .open: return .open(index)
    default: break
    }
    return nil
  }

  mutating func click(row: Int, column: Int, in area: Area, _ scene: AttentionScene) -> Bool {
    let scene = whole(scene)
    let used = ribbonLines(in: area, scene).reduce(0) { $0 + $1.count }
    let matrix = heads(scene)
    let layout = window(on: matrix, in: area).layout(
      of: matrix, in: matrixArea(area, from: area.row + used), scene.palette)
    guard let hit = layout.hit(row: row, column: column) else { return false }
    index = HeadIndex(layer: hit.row, head: hit.column)
    return true
  }

  func searchable(_ scene: AttentionScene) -> (labels: [StyledText], from: Int) {
    let scene = whole(scene)
    return (scene.queryLabels, place(token, scene))
  }

  mutating func find(_ index: Int, _ scene: AttentionScene) { token = index }

  mutating func follow(from old: AttentionScene, to new: AttentionScene) {
    let (old, new) = (whole(old), whole(new))
    func followed(_ index: Int) -> Int {
      old.attention.queries.indices.contains(index)
        ? new.queryIndex(of: old.attention.queries[index].lowerBound) : index
    }
    (token, target) = (followed(token), followed(target))
  }
}
