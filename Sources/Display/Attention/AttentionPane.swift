import Encoders

/// One view of the explorer: its own state, its own `update`, drawn into the area the explorer gives it.
protocol AttentionPane {
  /// “head 5.3”.
  func title(_ scene: AttentionScene) -> String
  /// One line about what is seen, above the picture; empty leaves its row to the picture.
  func remark(_ scene: AttentionScene) -> StyledText
  /// Lines below the picture, about what the cursor is at; the first is shown before the others.
  func details(_ scene: AttentionScene) -> [StyledText]
  /// The scale that the picture's colours have.
  func legend(_ scene: AttentionScene) -> ColorScale
  func render(into canvas: inout Canvas, in area: Area, _ scene: AttentionScene)
  func figure(_ scene: AttentionScene) -> Figure

  mutating func update(_ command: ExplorerCommand, count: Int?, _ scene: AttentionScene) -> PaneRequest?
  /// - Returns: whether something is there.
  mutating func click(row: Int, column: Int, in area: Area, _ scene: AttentionScene) -> Bool
  /// The labels that search looks through, where it starts, and going to one.
  func searchable(_ scene: AttentionScene) -> (labels: [StyledText], from: Int)
  mutating func find(_ index: Int, _ scene: AttentionScene)
  /// The same place after the lens has changed what rows and columns are.
  mutating func follow(from old: AttentionScene, to new: AttentionScene)
  /// The head that `a` switches off; nil where none is meant.
  var ablatable: HeadIndex? { get }
}

/// What a view asks of the explorer.
enum PaneRequest: Equatable {
  case open(HeadIndex)
  case compareWith(sentence: Int)
  case say(String)
}

extension HeadIndex {
  /// The head some heads and layers on, around the ends.
  func stepped(heads: Int = 0, layers: Int = 0, in scene: AttentionScene) -> HeadIndex {
    func around(_ value: Int, _ count: Int) -> Int { count > 0 ? ((value % count) + count) % count : 0 }
    return HeadIndex(
      layer: around(layer + layers, scene.study.layers), head: around(head + heads, scene.study.heads))
  }
}
