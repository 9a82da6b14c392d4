import Testing

@testable import Display

@Suite struct SenseExplorerTests {
  private func explorer(rows: Int = 24, columns: Int = 80, labels: Bool = true) throws -> SenseExplorer {
    let texts = [
      "The mole dug.", "A mole 鼹鼠 of salt 🐾.", "\u{1b}[31mThe mole\u{202e} spied.", "Her mole itched.",
    ]
    let contexts = texts.enumerated().map { index, text in
      let start = text.unicodeScalars.count - text.unicodeScalars.drop { $0 != "m" }.count
      return SenseScene.Context(
        text: text, range: start..<start + 4, label: labels ? ["a", "b", "a", "c"][index] : nil)
    }
    let layers = [
      SenseScene.Layer(x: [0, 10, 0, 10], y: [0, 0, 5, 5], groups: [0, 0, 1, 1], explained: (0.6, 0.3)),
      SenseScene.Layer(x: [0, -10, 0, -10], y: [0, 0, 5, 5], groups: [0, 1, 0, 1], explained: (0.5, 0.2)),
    ]
    let scene = try #require(SenseScene(word: "mole", contexts: contexts, layers: layers))
    var explorer = SenseExplorer(scene, layer: 0, palette: .plain)
    _ = explorer.update(.resized(rows: rows, columns: columns))
    return explorer
  }

  private func text(_ explorer: SenseExplorer, rows: Int = 24, columns: Int = 80) -> String {
    var canvas = Canvas(rows: rows, columns: columns)
    explorer.render(into: &canvas)
    return canvas.plainText()
  }

  private func press(_ keys: Key..., in explorer: inout SenseExplorer) {
    for key in keys { #expect(explorer.update(.key(key)) == nil) }
  }

  @Test func arrowsGoToTheNearestPointThatWay() throws {
    var explorer = try explorer()
    press(.right, in: &explorer)
    #expect(explorer.selected == 1)
    press(.up, in: &explorer)
    #expect(explorer.selected == 3)
    press(.left, in: &explorer)
    #expect(explorer.selected == 2)
    press(.character("j"), in: &explorer)
    #expect(explorer.selected == 0)
    press(.left, .down, in: &explorer)
    #expect(explorer.selected == 0)
  }

  @Test func layersMoveAndAxesKeepTheirSide() throws {
    var explorer = try explorer()
    let before = text(explorer)
    #expect(before.contains("layer 0 of 1 · across 60 %, up 30 %"))
    press(.character("]"), .character("]"), in: &explorer)
    #expect(explorer.layer == 1)
    // The second layer's x had the other sign: turned, every point is where it was.
    #expect(explorer.scene.layers[1].x == [0, 10, 0, 10])
    press(.character("0"), in: &explorer)
    #expect(text(explorer) == before)
  }

  @Test func marksAreLabelsOrGroups() throws {
    var explorer = try explorer()
    #expect(text(explorer).contains("■"))
    press(.character("n"), in: &explorer)
    #expect(explorer.selected == 2)
    press(.character("c"), in: &explorer)
    #expect(!explorer.showsLabels && !text(explorer).contains("■"))
    press(.character("n"), in: &explorer)
    #expect(explorer.selected == 3)
    var unlabelled = try self.explorer(labels: false)
    press(.character("c"), in: &unlabelled)
    #expect(!unlabelled.showsLabels)
  }

  @Test func theSentenceIsReadBelow() throws {
    var explorer = try explorer()
    #expect(text(explorer).contains("The mole dug."))
    press(.right, in: &explorer)
    #expect(text(explorer).contains("A mole 鼹鼠 of salt 🐾."))
    press(.up, .left, in: &explorer)
    #expect(text(explorer).contains("␛[31mThe mole⟨U+202E⟩ spied."))
  }

  @Test func helpListsEveryKeyAndAnyKeyClosesIt() throws {
    var explorer = try explorer()
    press(.character("?"), in: &explorer)
    for (keys, what) in SenseExplorer.keys {
      #expect(text(explorer).contains(keys) && text(explorer).contains(what))
    }
    press(.character("q"), in: &explorer)
    #expect(!text(explorer).contains("this help"))
    #expect(explorer.update(.key(.character("q"))) == .leave)
    #expect(explorer.update(.interrupted) == .leave)
  }

  @Test func aClickChoosesAPoint() throws {
    var explorer = try explorer()
    var canvas = Canvas(rows: 24, columns: 80)
    explorer.render(into: &canvas)
    let place = try #require(
      (0..<24 * 80).first { canvas[$0 / 80, $0 % 80].text == "■" }.map { ($0 / 80, $0 % 80) })
    _ = explorer.update(.mouse(MouseEvent(.press, row: place.0, column: place.1)))
    #expect(explorer.selected == 3)
    _ = explorer.update(.mouse(MouseEvent(.press, row: 12, column: 40)))
    #expect(explorer.selected == 3)
  }

  @Test func anySizeAndAnyEvents() throws {
    let keys: [Key] = [
      .up, .down, .left, .right, .tab, .backTab, .character("c"), .character("]"), .character("["), .unknown,
    ]
    for rows in [1, 5, 9, 10, 24, 60] {
      for columns in [1, 10, 29, 30, 80, 200] {
        var explorer = try explorer(rows: rows, columns: columns)
        for step in 0..<60 {
          _ = explorer.update(.key(keys[step * 7 % keys.count]))
          _ = explorer.update(.mouse(MouseEvent(.press, row: step % 70 - 3, column: step * 13 % 220)))
          let shown = text(explorer, rows: rows, columns: columns)
          #expect(rows < 10 || columns < 30 || shown.contains("mole"))
        }
      }
    }
  }

  @Test func aSceneOfUnequalPartsIsNone() {
    let layer = SenseScene.Layer(x: [0], y: [0], groups: [0], explained: (1, 0))
    let context = SenseScene.Context(text: "mole", range: 0..<4, label: nil)
    #expect(SenseScene(word: "mole", contexts: [context, context], layers: [layer]) == nil)
    #expect(SenseScene(word: "mole", contexts: [], layers: [layer]) == nil)
    #expect(SenseScene(word: "mole", contexts: [context], layers: []) == nil)
    #expect(SenseScene(word: "mole", contexts: [context], layers: [layer]) != nil)
  }
}
