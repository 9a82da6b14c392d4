/// The map of a word's contexts on a full screen: move from point to point, read the sentence, change the layer and see
/// where the contexts go.
public struct SenseExplorer: View {
  public enum Effect: Equatable, Sendable { case leave }

  public let scene: SenseScene
  public private(set) var layer: Int
  /// The context that is read.
  public private(set) var selected = 0
  /// Whether marks stand for what was said, not for groups found.
  public private(set) var showsLabels: Bool
  private var showsHelp = false
  private var palette: Palette
  private var rows = 24
  private var columns = 80

  /// Keys and what they do, as the help shows them.
  static let keys = [
    ("arrows, hjkl", "to the nearest point that way"), ("n, p", "next, previous context of the same mark"),
    ("], [", "a layer up, down"), ("0 … 9", "that layer"), ("c", "marks for labels, or for the groups found"),
    ("mouse", "choose a point"), ("?", "this help"), ("q, Esc", "leave"),
  ]
  private static let detailRows = 5
  private static let smallest = (rows: 10, columns: 30)

  public init(_ scene: SenseScene, layer: Int, palette: Palette) {
    self.scene = scene
    self.layer = min(max(0, layer), scene.layers.count - 1)
    self.palette = palette
    showsLabels = !scene.labels.isEmpty
  }

  // MARK: Events

  public mutating func update(_ event: Event) -> Effect? {
    switch event {
    case .resized(let rows, let columns): (self.rows, self.columns) = (rows, columns)
    case .interrupted: return .leave
    case .mouse(let mouse):
      if mouse.action == .press { select(row: mouse.row - 1, column: mouse.column) }
    case .key(let key): return press(key)
    }
    return nil
  }

  private mutating func press(_ key: Key) -> Effect? {
    if showsHelp {
      showsHelp = false
      return nil
    }
    switch key {
    case .character("q"), .escape: return .leave
    case .character("?"): showsHelp = true
    case .character("c"): if !scene.labels.isEmpty { showsLabels.toggle() }
    case .character("]"), .character("+"): layer = min(layer + 1, scene.layers.count - 1)
    case .character("["), .character("-"): layer = max(layer - 1, 0)
    case .character("n"), .tab: step(1)
    case .character("p"), .backTab: step(-1)
    case .left, .character("h"): move(rows: 0, columns: -1)
    case .right, .character("l"): move(rows: 0, columns: 1)
    case .up, .character("k"): move(rows: -1, columns: 0)
    case .down, .character("j"): move(rows: 1, columns: 0)
    case .character(let character):
      if let wanted = character.wholeNumberValue, scene.layers.indices.contains(wanted) { layer = wanted }
    default: break
    }
    return nil
  }

  /// To the nearest point in a direction; what lies aside counts four times.
  private mutating func move(rows: Int, columns: Int) {
    let places = places
    guard let here = places[selected] else { return }
    let distances = places.enumerated().compactMap { index, place -> (index: Int, distance: Int)? in
      guard let place else { return nil }
      // A cell is twice as high as wide.
      let (down, right) = (2 * (place.row - here.row), place.column - here.column)
      let along = down * rows + right * columns
      return along > 0 ? (index, along + 4 * abs(rows == 0 ? down : right)) : nil
    }
    if let nearest = distances.min(by: { $0.distance < $1.distance }) { selected = nearest.index }
  }

  private mutating func step(_ direction: Int) {
    let own = marks
    let members = own.indices.filter { own[$0] == own[selected] }
    guard let place = members.firstIndex(of: selected) else { return }
    selected = members[(place + direction + members.count) % members.count]
  }

  private mutating func select(row: Int, column: Int) {
    let distances = places.enumerated().compactMap { index, place in
      place.map { (index, abs($0.column - column) + 2 * abs($0.row - row)) }
    }
    if let nearest = distances.min(by: { $0.1 < $1.1 }), nearest.1 <= 4 { selected = nearest.0 }
  }

  // MARK: Drawing

  private var plotRows: Int { rows - SenseExplorer.detailRows - 3 }

  /// The number of each context's mark.
  private var marks: [Int] {
    guard showsLabels else { return scene.layers[layer].groups }
    return scene.contexts.map { context in scene.labels.firstIndex { $0 == context.label } ?? 0 }
  }

  private var places: [(row: Int, column: Int)?] {
    let layer = scene.layers[layer]
    let points = layer.x.indices.map { SensePlot.Point(x: layer.x[$0], y: layer.y[$0], group: 0) }
    return SensePlot(points).places(columns: columns, rows: plotRows)
  }

  public func render(into canvas: inout Canvas) {
    guard canvas.rows >= SenseExplorer.smallest.rows, canvas.columns >= SenseExplorer.smallest.columns else {
      let (rows, columns) = SenseExplorer.smallest
      canvas.put(StyledText("The window is too small: \(columns) × \(rows) at least."), row: 0, column: 0)
      return
    }
    let layer = scene.layers[layer]
    canvas.put(
      StyledText(scene.word, palette.accent)
        + StyledText(
          " · \(scene.contexts.count) contexts · layer \(self.layer) of \(scene.layers.count - 1) · across \(percent(layer.explained.x)), up \(percent(layer.explained.y)) of the variance",
          palette.muted), row: 0, column: 0)
    showsHelp ? drawHelp(into: &canvas) : drawPoints(into: &canvas)
    drawSelected(into: &canvas)
    canvas.put(
      StyledText("arrows move · [ ] layer · n p same mark · c marks · ? help · q leave", palette.muted),
      row: canvas.rows - 1, column: 0)
  }

  private func drawPoints(into canvas: inout Canvas) {
    var cells: [Int: [Int]] = [:]
    let marks = marks
    let places = places
    for (index, place) in places.enumerated() {
      if let place { cells[place.row * columns + place.column, default: []].append(marks[index]) }
    }
    for (cell, groups) in cells {
      canvas.put(SensePlot.mark(of: groups, palette), row: 1 + cell / columns, column: cell % columns)
    }
    if let place = places[selected] {
      let mark = SensePlot.mark(marks[selected], palette).plain()
      canvas.put(StyledText(mark, Style(reverse: true)), row: 1 + place.row, column: place.column)
      canvas.cursor = Canvas.Cursor(row: 1 + place.row, column: place.column)
    }
  }

  private func drawSelected(into canvas: inout Canvas) {
    let context = scene.contexts[selected]
    let top = canvas.rows - SenseExplorer.detailRows - 2
    canvas.put(StyledText(String(repeating: "─", count: columns), palette.muted), row: top, column: 0)
    let group = scene.layers[layer].groups[selected]
    let said = context.label.map { " · \($0)" } ?? ""
    canvas.put(
      SensePlot.mark(marks[selected], palette)
        + StyledText(" context \(selected + 1)\(said) · group \(group + 1)", palette.muted), row: top + 1,
      column: 0)
    let snippet = Snippet(context.text, around: context.range)
    let whole = snippet.line(width: .max / 2, word: palette.accent).wrapped(to: columns)
    // A sentence longer than its place is cut down to what is around the word.
    let room = SenseExplorer.detailRows - 1
    let lines =
      whole.count <= room
      ? whole : snippet.line(width: columns * room - columns / 2, word: palette.accent).wrapped(to: columns)
    for (index, line) in lines.prefix(room).enumerated() { canvas.put(line, row: top + 2 + index, column: 0) }
  }

  private func drawHelp(into canvas: inout Canvas) {
    for (index, (keys, what)) in SenseExplorer.keys.enumerated() {
      canvas.put(StyledText(keys, palette.accent), row: 2 + index, column: 2)
      canvas.put(StyledText(what), row: 2 + index, column: 18)
    }
  }

  private func percent(_ share: Double) -> String { decimals(share * 100, 0) + " %" }
}
