/// What the views that show one large heat map have in common: a window on it, and keys that move in it.
protocol MapPane: AttentionPane {
  var window: HeatMapWindow { get set }
  func map(_ scene: AttentionScene) -> HeatMap
}

extension MapPane {
  func legend(_ scene: AttentionScene) -> ColorScale { map(scene).scale }

  func render(into canvas: inout Canvas, in area: Area, _ scene: AttentionScene) {
    window.render(map(scene), into: &canvas, in: area, scene.palette)
  }

  /// - Returns: whether the command was one of moving.
  mutating func moves(_ command: ExplorerCommand, count: Int?, _ scene: AttentionScene) -> Bool {
    let map = map(scene)
    switch command {
    case .move(let direction): window.move(direction, by: count ?? 1, in: map)
    case .pageUp: window.move(.up, by: scene.page * (count ?? 1), in: map)
    case .pageDown: window.move(.down, by: scene.page * (count ?? 1), in: map)
    case .first:
      window.row = count ?? 0
      window.column = count ?? 0
      (window.row, window.column) = window.place(in: map)
    case .last: (window.row, window.column) = (map.rows.count - 1, map.columns.count - 1)
    case .zoom: window.zoomOn()
    default: return false
    }
    return true
  }

  mutating func click(row: Int, column: Int, in area: Area, _ scene: AttentionScene) -> Bool {
    guard let hit = window.layout(of: map(scene), in: area, scene.palette).hit(row: row, column: column)
    else { return false }
    (window.row, window.column) = hit
    return true
  }

  func searchable(_ scene: AttentionScene) -> (labels: [StyledText], from: Int) {
    let map = map(scene)
    return (map.rows, window.place(in: map).row)
  }

  mutating func find(_ index: Int, _ scene: AttentionScene) { window.row = index }

  mutating func follow(from old: AttentionScene, to new: AttentionScene) {
    let place = (row: window.row, column: window.column)
    if old.attention.queries.indices.contains(place.row) {
      window.row = new.queryIndex(of: old.attention.queries[place.row].lowerBound)
    }
    if old.attention.keys.indices.contains(place.column) {
      window.column = new.keyIndex(of: old.attention.keys[place.column].lowerBound)
    }
  }

  /// “mole → tunnel 0.1234 · rank 2 of 9”, and the row's strongest keys.
  func pair(in map: HeatMap, _ scene: AttentionScene) -> [StyledText] {
    guard !map.rows.isEmpty, !map.columns.isEmpty else { return [] }
    let (row, column) = window.place(in: map)
    let values = map.row(row)
    let order = values.indices.sorted {
      values[$0].magnitude > values[$1].magnitude || values[$0].magnitude == values[$1].magnitude && $0 < $1
    }
    let value = StyledText(scene.number(values[column]), Style(bold: true))
    let rank = (order.firstIndex(of: column) ?? 0) + 1
    let cursor =
      map.rows[row].truncated(to: 14) + " → " + map.columns[column].truncated(to: 14) + " " + value
      + StyledText(" · rank \(rank) of \(values.count)", scene.palette.muted)
    var top = StyledText("top: ", scene.palette.muted)
    for (index, key) in order.prefix(5).enumerated() {
      if index > 0 { top += StyledText(" · ", scene.palette.muted) }
      top += map.columns[key].truncated(to: 12) + " " + StyledText(scene.number(values[key]))
    }
    return [cursor, top]
  }
}
