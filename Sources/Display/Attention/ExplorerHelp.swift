/// The help of the explorer: every key and what it does; typing narrows it down.
struct ExplorerHelp: Equatable {
  private(set) var filter = TextField()
  private var top = 0

  /// - Returns: whether help stays open.
  mutating func update(_ key: Key) -> Bool {
    switch key {
    case .escape, .enter: return false
    case .character("q") where filter.text.isEmpty, .character("?"): return false
    case .down: top += 1
    case .up: top -= 1
    case .pageDown: top += 10
    case .pageUp: top -= 10
    case .home: top = 0
    default: if filter.type(key) { top = 0 }
    }
    top = min(max(0, top), max(0, bindings.count - 1))
    return true
  }

  /// Those whose key or text holds every word typed.
  private var bindings: [KeyBinding] {
    let words = filter.text.lowercased().split(separator: " ")
    return KeyBinding.all.filter { binding in
      let text = "\(binding.shown) \(binding.says) \(binding.views)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  func render(into canvas: inout Canvas, _ palette: Palette) {
    for row in 0..<canvas.rows { canvas.put(.spaces(canvas.columns), row: row, column: 0) }
    let title = StyledText("Help", palette.header) + StyledText(" · type to filter: ", palette.muted)
    let typed = filter.shown(width: max(0, canvas.columns - title.width - 1))
    canvas.put(title + typed, row: 0, column: 0)
    canvas.cursor = .init(row: 0, column: min(canvas.columns - 1, title.width + typed.width))
    let bindings = bindings
    let room = max(0, canvas.rows - 3)
    let first = min(top, max(0, bindings.count - room))
    if bindings.isEmpty { canvas.put(StyledText("no key does that", palette.muted), row: 2, column: 0) }
    for (index, binding) in bindings[first..<min(bindings.count, first + room)].enumerated() {
      let line =
        StyledText(binding.shown, palette.accent).fitted(to: 8) + StyledText(binding.says)
        + StyledText(binding.views, palette.muted)
      canvas.put(line.truncated(to: canvas.columns), row: 2 + index, column: 0)
    }
    let rest = bindings.count - first - room
    let more = rest > 0 ? "\(rest) more below · " : ""
    canvas.put(
      StyledText(more + "↑ ↓ scroll · Esc closes", palette.muted).truncated(to: canvas.columns),
      row: canvas.rows - 1, column: 0)
  }
}

extension KeyBinding {
  /// “ (head, flow)”, where it does not work everywhere.
  fileprivate var views: String {
    guard let kinds else { return "" }
    return " (" + AttentionViewKind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ", ")
      + ")"
  }
}
