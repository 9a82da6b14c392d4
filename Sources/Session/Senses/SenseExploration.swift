import Analysis
import Display
import Tensors

extension WordStudy {
  /// Every layer's plane and groups.
  /// - Parameter beforeLayer: called before each; what it throws ends the work.
  func scene(
    of word: String, centered isCentered: Bool, on workers: Workers, beforeLayer: (Int) throws -> Void
  ) throws
    -> SenseScene?
  {
    let layers = try (0..<hiddenStates).map { index in
      try beforeLayer(index)
      let vectors = try vectors(at: .index(index), centered: isCentered)
      let plane = PrincipalComponents(vectors)
      return SenseScene.Layer(
        x: plane.coordinates.map { $0[0] }, y: plane.coordinates.map { $0[1] },
        groups: try SenseGroups(vectors, on: workers).labels,
        explained: (plane.explainedVariance[0], plane.explainedVariance[1]))
    }
    return SenseScene(
      word: word, contexts: contexts.map { .init(text: $0.text, range: $0.range, label: $0.label) },
      layers: layers)
  }
}

extension Session {
  /// The map on a full screen, until the person leaves it; false where there is none to be had.
  func explore(_ scene: SenseScene, at layer: Int) -> Bool {
    guard mayOpenScreens else { return false }
    output.flush()
    guard let screen = host.terminal?.openScreen(palette.depth) else { return false }
    var explorer = SenseExplorer(
      scene, layer: layer, palette: Palette(depth: screen.depth, background: palette.background))
    _ = explorer.update(.resized(rows: screen.rows, columns: screen.columns))
    screen.useMouse(true)
    func show() {
      var canvas = Canvas(rows: screen.rows, columns: screen.columns)
      explorer.render(into: &canvas)
      screen.show(canvas)
    }
    show()
    while let event = screen.next(), explorer.update(event) != .leave { show() }
    screen.close()
    return true
  }
}
