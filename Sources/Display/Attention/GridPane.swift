import Analysis
import Encoders

/// All heads of all layers as thumbnails; one is chosen and opened.
struct GridPane: AttentionPane {
  /// The chosen head's place: rows of layers and columns of heads, or their order by what they do.
  var row = 0
  var column = 0
  var order: HeadOrder?
  /// Colours tiles by what heads do; nil shows their patterns.
  var coloring: HeadOrder?
  private var ordered: [HeadIndex] = []
  private var columns = 1

  func title(_ scene: AttentionScene) -> String { "all heads" }

  func remark(_ scene: AttentionScene) -> StyledText {
    let order = order.map { "most “\($0.rawValue)” first" } ?? "layers down, heads across"
    let coloring = coloring.map { " · coloured by “\($0.rawValue)”" } ?? ""
    return StyledText(order + coloring, scene.palette.muted)
  }

  /// The head under the cursor.
  func chosen(_ scene: AttentionScene) -> HeadIndex {
    let heads = heads(scene)
    return heads[min(row * scene.study.heads + column, heads.count - 1)]
  }

  var ablatable: HeadIndex? {
    let place = row * columns + column
    return ordered.indices.contains(place) ? ordered[place] : HeadIndex(layer: row, head: column)
  }

  /// All heads in the order shown, row by row.
  private func heads(_ scene: AttentionScene) -> [HeadIndex] {
    guard let order else { return scene.study.allHeads }
    if ordered.count == scene.study.layers * scene.study.heads { return ordered }
    return GridPane.sorted(scene, by: order)
  }

  private static func sorted(_ scene: AttentionScene, by order: HeadOrder) -> [HeadIndex] {
    let heads = scene.study.allHeads
    let values = Dictionary(
      uniqueKeysWithValues: heads.map { ($0, order.value(of: scene.study.statistics(of: $0))) })
    return heads.sorted { (values[$0] ?? 0, $1) > (values[$1] ?? 0, $0) }
  }

  func details(_ scene: AttentionScene) -> [StyledText] {
    let chosen = chosen(scene)
    return [
      StyledText("head \(chosen)", Style(bold: true)) + " "
        + StyledText(scene.study.statistics(of: chosen).summary, scene.palette.muted)
    ]
  }

  func legend(_ scene: AttentionScene) -> ColorScale {
    coloring?.scale(tokens: scene.study.tokens) ?? scene.scale(of: .head(chosen(scene)))
  }

  func figure(_ scene: AttentionScene) -> Figure {
    let (heads, columns) = (heads(scene), scene.study.heads)
    let maps = stride(from: 0, to: heads.count, by: max(1, columns)).map { start in
      heads[start..<min(heads.count, start + columns)].map { tile(of: $0, scene) }
    }
    let measures = Figure.Measures(
      columns: HeadOrder.allCases.map(\.rawValue),
      rows: heads.map { index in
        ("\(index)", HeadOrder.allCases.map { $0.value(of: scene.study.statistics(of: index)) })
      })
    return Figure(
      title: "", notes: [remark(scene).plain()], maps: maps, areThumbnails: true, measures: measures)
  }

  /// A head's pattern, or the one number it is coloured by.
  private func tile(of index: HeadIndex, _ scene: AttentionScene) -> HeatMap {
    let title = "\(index)" + measure(index, scene)
    guard let coloring else { return scene.map(title, of: .head(index)) }
    let value = coloring.value(of: scene.study.statistics(of: index))
    return HeatMap(
      title: title, rows: [StyledText("\(index)")], columns: [StyledText(coloring.rawValue)],
      scale: coloring.scale(tokens: scene.study.tokens), rowKind: "head", columnKind: "share"
    ) { _ in [value] }
  }

  // MARK: Drawing

  private func layout(_ scene: AttentionScene, in area: Area) -> GridLayout {
    GridLayout(
      layers: scene.study.layers, heads: scene.study.heads, in: area, row: row, column: column,
      hasHalves: scene.palette.depth.hasRamps)
  }

  func render(into canvas: inout Canvas, in area: Area, _ scene: AttentionScene) {
    let (layout, heads) = (layout(scene, in: area), heads(scene))
    for row in layout.rows {
      for column in layout.columns where row * scene.study.heads + column < heads.count {
        let (index, place) = (
          heads[row * scene.study.heads + column], layout.origin(row: row, column: column)
        )
        let isChosen = (row, column) == (self.row, self.column)
        if layout.isNamed {
          let whole = tile(of: index, scene).title
          let name = StyledText(
            TextWidth.of(whole) <= layout.tile.columns ? whole : "\(index)", scene.palette.muted)
          canvas.put(
            isChosen ? name.highlighted : name, row: place.row, column: place.column,
            maxWidth: layout.tile.columns)
        } else if order == nil, column == layout.columns.lowerBound {
          canvas.put(StyledText("\(row + 1)", scene.palette.muted), row: place.row, column: area.column)
        }
        let top = place.row + (layout.isNamed ? 1 : 0)
        draw(index, at: (top, place.column), layout, into: &canvas, scene)
        guard isChosen else { continue }
        for line in top..<top + layout.tile.rows {
          canvas.paint("▐", scene.palette.accent, row: line, column: place.column - 1)
          canvas.paint("▌", scene.palette.accent, row: line, column: place.column + layout.tile.columns)
        }
      }
    }
  }

  /// The number that heads are ordered or coloured by.
  private func measure(_ index: HeadIndex, _ scene: AttentionScene) -> String {
    guard let measured = coloring ?? order else { return "" }
    return " " + shortNumber(measured.value(of: scene.study.statistics(of: index))).drop { $0 == " " }
  }

  private func draw(
    _ index: HeadIndex, at place: (row: Int, column: Int), _ layout: GridLayout, into canvas: inout Canvas,
    _ scene: AttentionScene
  ) {
    let (palette, tile) = (scene.palette, layout.tile)
    if scene.study.ablated.contains(index) {
      let off = StyledText(String(repeating: "×", count: tile.columns), palette.muted)
      for row in 0..<tile.rows { canvas.put(off, row: place.row + row, column: place.column) }
      return
    }
    let halves = palette.depth.hasRamps ? 2 : 1
    let map = self.tile(of: index, scene)
    let cells = Thumbnail(
      of: map, rows: tile.rows * halves - (layout.hasGap ? 1 : 0), columns: tile.columns
    ).positions
    for row in stride(from: 0, to: cells.count, by: halves) {
      for column in 0..<tile.columns {
        let place = (row: place.row + row / halves, column: place.column + column)
        if halves == 2 {
          let lower =
            row + 1 < cells.count ? palette.color(cells[row + 1][column], map.scale.ramp) : .standard
          let style = Style(foreground: palette.color(cells[row][column], map.scale.ramp), background: lower)
          canvas.paint("▀", style, row: place.row, column: place.column)
        } else {
          canvas.put(
            palette.block(cells[row][column], map.scale.ramp, columns: 1), row: place.row,
            column: place.column)
        }
      }
    }
  }

  // MARK: Keys

  mutating func update(_ command: ExplorerCommand, count: Int?, _ scene: AttentionScene) -> PaneRequest? {
    let (steps, layers, heads) = (count ?? 1, scene.study.layers, scene.study.heads)
    switch command {
    case .move(.up), .pageUp: row = max(0, row - steps)
    case .move(.down), .pageDown: row = min(layers - 1, row + steps)
    case .move(.left): column = max(0, column - steps)
    case .move(.right): column = min(heads - 1, column + steps)
    case .head(let step): column = (column + step * steps % heads + heads) % heads
    case .layer(let step): row = (row + step * steps % layers + layers) % layers
    case .first: (row, column) = (0, 0)
    case .last: (row, column) = (layers - 1, heads - 1)
    case .order:
      order = order.next
      arrange(scene)
    case .colorHeads: coloring = coloring.next
    case .open: return .open(chosen(scene))
    default: break
    }
    return nil
  }

  /// Sorted once, not at every frame.
  mutating func arrange(_ scene: AttentionScene) {
    columns = max(1, scene.study.heads)
    ordered = order.map { GridPane.sorted(scene, by: $0) } ?? scene.study.allHeads
  }

  mutating func click(row: Int, column: Int, in area: Area, _ scene: AttentionScene) -> Bool {
    let layout = layout(scene, in: area)
    for tileRow in layout.rows {
      for tileColumn in layout.columns {
        let place = layout.origin(row: tileRow, column: tileColumn)
        let tile = Area(
          row: place.row, column: place.column, rows: layout.tile.rows + (layout.isNamed ? 1 : 0),
          columns: layout.tile.columns)
        guard tile.contains(row: row, column: column) else { continue }
        (self.row, self.column) = (tileRow, tileColumn)
        return true
      }
    }
    return false
  }

  /// Heads are found by their names.
  func searchable(_ scene: AttentionScene) -> (labels: [StyledText], from: Int) {
    (heads(scene).map { StyledText("\($0)") }, row * scene.study.heads + column)
  }

  mutating func find(_ index: Int, _ scene: AttentionScene) {
    (row, column) = index.quotientAndRemainder(dividingBy: max(1, scene.study.heads))
  }

  mutating func follow(from old: AttentionScene, to new: AttentionScene) { arrange(new) }
}

extension HeadOrder? {
  /// None, then each in turn.
  fileprivate var next: HeadOrder? {
    guard let now = self else { return HeadOrder.allCases.first }
    return HeadOrder.allCases.drop { $0 != now }.dropFirst().first
  }
}
