import Analysis
import Encoders

/// The attention explorer: a sentence's attention in five views, with keys that all of them share.
public struct AttentionExplorer: View {
  public enum Effect: Equatable {
    case leave
    case write(path: String, replacing: Bool)
    /// Run the model again with these heads off.
    case ablate(Set<HeadIndex>)
    /// Study one of the other sentences.
    case study(other: Int)
    case useMouse(Bool)
  }

  private(set) var scene: AttentionScene
  private(set) var panes = AttentionPanes()
  private var size: (rows: Int, columns: Int)
  private var help: ExplorerHelp?
  private var question: ExplorerQuestion?
  private var sought = ""
  private var message: String?
  private var count: Int?
  /// The view that Enter left, for Esc.
  private var cameFrom: AttentionViewKind?
  private var usesMouse = true

  static let least = (rows: 12, columns: 40)

  init(scene: AttentionScene, panes: AttentionPanes = AttentionPanes(), rows: Int, columns: Int) {
    self.scene = scene
    self.panes = panes
    size = (rows, columns)
    self.scene.page = max(1, rows - 8)
    self.panes.grid.arrange(scene)
  }

  // MARK: What the world outside answers

  /// Takes in a run with other heads switched off.
  public mutating func show(_ study: AttentionStudy, untouched: AttentionStudy?, changes: AblationChanges?) {
    let old = scene
    scene.study = study
    scene.untouched = untouched
    scene.changes = changes
    panes.follow(from: old, to: scene)
    message = study.ablated.isEmpty ? "all heads are on" : nil
  }

  /// Draws with the colours of another screen.
  public mutating func use(_ depth: ColorDepth) {
    scene.palette = Palette(depth: min(depth, scene.palette.depth), background: scene.palette.background)
  }

  /// Which of the other sentences is compared with.
  public var comparedWith: Int? { scene.other?.index }

  public mutating func compare(with study: AttentionStudy, index: Int) { scene.other = (index, study) }
  public mutating func say(_ text: String) { message = text }
  /// A file is there already.
  public mutating func askToReplace(_ path: String) { question = .replace(path: path) }

  /// What is shown, for a file.
  public var figure: Figure {
    var figure = panes.current.figure(scene)
    figure.title = "\(scene.model) · \(panes.current.title(scene))"
    figure.notes = [scene.sentence] + figure.notes + scene.notes + changes.map { $0.plain() }
    return figure
  }

  // MARK: Events

  public mutating func update(_ event: Event) -> Effect? {
    switch event {
    case .resized(let rows, let columns):
      size = (rows, columns)
      scene.page = max(1, rows - 8)
      return nil
    case .interrupted:
      guard question == nil, help == nil else {
        (question, help) = (nil, nil)
        return nil
      }
      return .leave
    case .mouse(let mouse): return update(mouse)
    case .key(let key): return update(key)
    }
  }

  private mutating func update(_ key: Key) -> Effect? {
    message = nil
    if help != nil {
      if help?.update(key) == false { help = nil }
      return nil
    }
    if let question { return answer(question, key) }
    if case .character(let character) = key, let digit = character.wholeNumberValue, character.isASCII,
      digit > 0 || count != nil
    {
      count = min((count ?? 0) * 10 + digit, 9999)
      return nil
    }
    defer { count = nil }
    guard let command = KeyBinding.command(for: key, in: panes.kind) else { return nil }
    return perform(command)
  }

  private mutating func perform(_ command: ExplorerCommand) -> Effect? {
    switch command {
    case .leave: return .leave
    case .help: help = ExplorerHelp()
    case .show(let kind): show(kind)
    case .nextView(let step):
      let all = AttentionViewKind.allCases
      let place = (all.firstIndex(of: panes.kind) ?? 0) + step * (count ?? 1)
      show(all[((place % all.count) + all.count) % all.count])
    case .back:
      if count == nil, let kind = cameFrom { show(kind) }
    case .hideSpecial: look { $0.hidesSpecial.toggle() }
    case .mergeWords: look { $0.mergesWords.toggle() }
    case .nextBlock: nextBlock()
    case .norms: look { $0.quantity = $0.quantity == .norms ? .weights : .norms }
    case .scores: look { $0.quantity = $0.quantity == .scores ? .weights : .scores }
    case .nextShading:
      let all = AttentionShading.allCases
      scene.shading = all[((all.firstIndex(of: scene.shading) ?? 0) + 1) % all.count]
      message = "scale: \(scene.shading.name)"
    case .search: question = .search(TextField())
    case .searchOn(let step): search(step * (count ?? 1))
    case .write: question = .path(TextField("attention-\(panes.kind.rawValue).svg"))
    case .mouse:
      usesMouse.toggle()
      message = usesMouse ? "mouse on" : "mouse off: the terminal selects text again"
      return .useMouse(usesMouse)
    case .ablate: return ablate()
    case .restoreHeads: return scene.study.ablated.isEmpty ? nil : .ablate([])
    default: return perform(inPane: command)
    }
    return nil
  }

  private mutating func perform(inPane command: ExplorerCommand) -> Effect? {
    switch panes.current.update(command, count: count, scene) {
    case nil: return nil
    case .say(let text): message = text
    case .compareWith(let index): return .study(other: index)
    case .open(let index):
      let from = panes.kind
      panes.head.index = index
      show(.head)
      cameFrom = from
    }
    return nil
  }

  private mutating func show(_ kind: AttentionViewKind) {
    panes.kind = kind
    cameFrom = nil
  }

  private mutating func look(_ change: (inout AttentionLens) -> Void) {
    let old = scene
    change(&scene.lens)
    panes.follow(from: old, to: scene)
  }

  private mutating func nextBlock() {
    guard scene.study.encoding.pair != nil else {
      message = "this is no pair: A ||| B is one"
      return
    }
    let all = AttentionLens.Block.allCases
    look { $0.block = all[((all.firstIndex(of: $0.block) ?? 0) + 1) % all.count] }
    message = "shown: \(scene.lens.block.rawValue)"
  }

  private mutating func ablate() -> Effect? {
    guard let index = panes.current.ablatable else { return nil }
    let heads = scene.study.ablated.symmetricDifference([index])
    message = "computing …"
    return .ablate(heads)
  }

  // MARK: Questions

  private mutating func answer(_ asked: ExplorerQuestion, _ key: Key) -> Effect? {
    question = nil
    switch (asked, key) {
    case (_, .escape): return nil
    case (.replace(let path), .character("y")): return .write(path: path, replacing: true)
    case (.replace, _): message = "not written"
    case (.search(let field), .enter):
      if !field.text.isEmpty { sought = field.text }
      search(1)
    case (.path(let field), .enter):
      return field.text.isEmpty ? nil : .write(path: field.text, replacing: false)
    case (.search(var field), _):
      _ = field.type(key)
      question = .search(field)
    case (.path(var field), _):
      _ = field.type(key)
      question = .path(field)
    }
    return nil
  }

  private mutating func search(_ step: Int) {
    guard !sought.isEmpty else {
      message = "/ searches a token"
      return
    }
    let (labels, from) = panes.current.searchable(scene)
    let wanted = sought.lowercased()
    let matches = labels.indices.filter { labels[$0].plain().lowercased().contains(wanted) }
    guard !matches.isEmpty else {
      message = "no token holds “\(sought)”"
      return
    }
    let ahead = step > 0 ? matches.filter { $0 > from } : matches.filter { $0 < from }.reversed()
    let order = ahead + (step > 0 ? matches : matches.reversed())
    let found = order[(step.magnitude == 0 ? 0 : Int(step.magnitude) - 1) % order.count]
    panes.current.find(found, scene)
    message = "“\(sought)”: \((matches.firstIndex(of: found) ?? 0) + 1) of \(matches.count)"
  }

  // MARK: Mouse

  private mutating func update(_ mouse: MouseEvent) -> Effect? {
    guard help == nil, question == nil, isLargeEnough else { return nil }
    message = nil
    count = nil
    switch mouse.action {
    case .wheelUp: return perform(inPane: .move(.up))
    case .wheelDown: return perform(inPane: .move(.down))
    case .press, .doubleClick:
      if mouse.row == 0 {
        if let kind = tabs.first(where: { $0.columns.contains(mouse.column) })?.kind { show(kind) }
        return nil
      }
      let isHit = panes.current.click(row: mouse.row, column: mouse.column, in: body, scene)
      return isHit && mouse.action == .doubleClick ? perform(inPane: .open) : nil
    }
  }

  // MARK: Drawing

  private var isLargeEnough: Bool {
    size.rows >= AttentionExplorer.least.rows && size.columns >= AttentionExplorer.least.columns
  }

  private var showsRemark: Bool { size.rows >= 14 }

  private var details: [StyledText] {
    let all = panes.current.details(scene) + changes
    return Array(all.prefix(size.rows >= 30 ? 8 : size.rows >= 20 ? 4 : size.rows >= 14 ? 2 : 1))
  }

  private var body: Area {
    let top = showsRemark ? 2 : 1
    return Area(row: top, column: 0, rows: size.rows - top - details.count - 2, columns: size.columns)
  }

  public func render(into canvas: inout Canvas) {
    guard canvas.rows == size.rows, canvas.columns == size.columns, isLargeEnough else {
      let least = AttentionExplorer.least
      let text =
        "Too small: \(canvas.columns)×\(canvas.rows). The explorer needs \(least.columns)×\(least.rows). q leaves."
      for (row, line) in StyledText(text).wrapped(to: max(1, canvas.columns)).enumerated() {
        canvas.put(line, row: row, column: 0)
      }
      return
    }
    if let help { return help.render(into: &canvas, scene.palette) }
    heading(into: &canvas)
    panes.current.render(into: &canvas, in: body, scene)
    let first = size.rows - 2 - details.count
    for (index, line) in details.enumerated() {
      canvas.put(line.truncated(to: size.columns), row: first + index, column: 0)
    }
    canvas.put(legend, row: size.rows - 2, column: 0)
    bottomRow(into: &canvas)
  }

  /// Where each view's name stands in the first row.
  private var tabs: [(kind: AttentionViewKind, name: String, columns: Range<Int>)] {
    var column = 0
    return AttentionViewKind.allCases.map { kind in
      let isShort = size.columns < 72 && kind != panes.kind
      let name = isShort ? kind.key : kind.name
      defer { column += name.utf8.count + 1 }
      return (kind, name, column..<column + name.utf8.count)
    }
  }

  private func heading(into canvas: inout Canvas) {
    for tab in tabs {
      let style = tab.kind == panes.kind ? Style(bold: true, reverse: true) : scene.palette.muted
      canvas.put(StyledText(tab.name, style), row: 0, column: tab.columns.lowerBound)
    }
    let start = (tabs.last?.columns.upperBound ?? 0) + 2
    let title = StyledText(panes.current.title(scene), scene.palette.header)
    let room = size.columns - start
    let context = StyledText("  " + scene.sentence, scene.palette.muted)
    canvas.put((title + context).truncated(to: room), row: 0, column: start)
    if showsRemark { canvas.put(panes.current.remark(scene).truncated(to: size.columns), row: 1, column: 0) }
  }

  private var legend: StyledText {
    var line = panes.current.legend(scene).legend(scene.palette)
    if scene.shading == .row { line = StyledText("each row by itself", scene.palette.muted) }
    for note in scene.notes { line += StyledText(" · " + note, scene.palette.warning) }
    return line.truncated(to: size.columns)
  }

  /// What ablation did, beyond the view's own row.
  private var changes: [StyledText] {
    guard let changes = scene.changes else { return [] }
    let first = scene.study.ablated.map(\.layer).min() ?? 0
    let moved = changes.effect.layers.enumerated().dropFirst(first)
      .map { "\($0.offset + 1) \(decimals($0.element.movedAttention, 3))" }.joined(separator: " · ")
    let cosine = decimals(changes.effect.classifierSimilarity, 4)
    return [
      StyledText(
        "[CLS] cosine to before \(cosine) · attention moved by layer: \(moved)", scene.palette.warning)
    ]
      + changes.masks.map { position, candidates in
        let words = candidates.map { "\($0.word) \(decimals($0.before, 3)) → \(decimals($0.after, 3))" }
        return StyledText("[MASK] at \(position): " + words.joined(separator: " · "), scene.palette.warning)
      }
  }

  private func bottomRow(into canvas: inout Canvas) {
    let row = size.rows - 1
    if let question {
      let (label, field) = question.shown
      let text = field.shown(width: max(0, size.columns - label.width - 1))
      canvas.put(label + text, row: row, column: 0)
      canvas.cursor = .init(row: row, column: min(size.columns - 1, label.width + text.width))
      return
    }
    if let message {
      canvas.put(StyledText(message, scene.palette.accent).truncated(to: size.columns), row: row, column: 0)
      return
    }
    let counted = count.map { StyledText("\($0)", scene.palette.accent) } ?? ""
    canvas.put(counted, row: row, column: size.columns - counted.width)
    canvas.put(hints(width: size.columns - counted.width - 1), row: row, column: 0)
  }

  /// As many hints as fit, with help and leaving always among them.
  private func hints(width: Int) -> StyledText {
    let kind = panes.kind
    let isPair = scene.study.encoding.pair != nil
    let all = KeyBinding.all.filter {
      $0.hint != nil && ($0.kinds?.contains(kind) ?? true) && ($0.command != .nextBlock || isPair)
    }
    let always = all.filter { $0.command == .help || $0.command == .leave }.compactMap(\.hint)
    let others = all.filter { $0.command != .help && $0.command != .leave }.compactMap(\.hint)
    let gap = "  "
    var line = always.joined(separator: gap)
    var shown: [String] = []
    // What only a pair has comes first for a pair.
    for hint in others.sorted(by: { $0.hasPrefix("b ") && !$1.hasPrefix("b ") }) {
      guard TextWidth.of(hint) + gap.count + TextWidth.of(line) <= width else { break }
      line += gap + hint
      shown.append(hint)
    }
    return StyledText((shown + always).joined(separator: gap), scene.palette.muted).truncated(to: width)
  }
}
