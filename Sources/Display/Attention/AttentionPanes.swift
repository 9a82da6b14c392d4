/// The five views, each remembering its place, and which of them is shown.
struct AttentionPanes {
  var kind = AttentionViewKind.head
  var head = HeadPane()
  var grid = GridPane()
  var token = TokenPane()
  var flow = FlowPane()
  var difference = DifferencePane()

  var current: any AttentionPane {
    get { self[kind] }
    set { self[kind] = newValue }
  }

  private subscript(kind: AttentionViewKind) -> any AttentionPane {
    get {
      switch kind {
      case .head: head
      case .grid: grid
      case .token: token
      case .flow: flow
      case .difference: difference
      }
    }
    set {
      switch newValue {
      case let pane as HeadPane: head = pane
      case let pane as GridPane: grid = pane
      case let pane as TokenPane: token = pane
      case let pane as FlowPane: flow = pane
      case let pane as DifferencePane: difference = pane
      default: break
      }
    }
  }

  /// Every view keeps its place when the lens or the sentence's run changes.
  mutating func follow(from old: AttentionScene, to new: AttentionScene) {
    for kind in AttentionViewKind.allCases { self[kind].follow(from: old, to: new) }
  }
}
