/// The explorer's views.
public enum AttentionViewKind: String, CaseIterable, Sendable {
  case head, grid, token, flow, difference

  /// What it is called on the screen, and the key that shows it.
  var name: String {
    switch self {
    case .head: "Head"
    case .grid: "All"
    case .token: "Token"
    case .flow: "Flow"
    case .difference: "Difference"
    }
  }

  var key: String { String(name.prefix(1)) }
}
