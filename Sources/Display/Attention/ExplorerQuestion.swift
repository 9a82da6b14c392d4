/// What the explorer's bottom row asks for.
enum ExplorerQuestion: Equatable {
  case search(TextField)
  case path(TextField)
  case replace(path: String)

  var shown: (label: StyledText, field: TextField) {
    switch self {
    case .search(let field): ("search: ", field)
    case .path(let field): ("write to: ", field)
    case .replace(let path): ("It is there already. Replace it? y/n  \(path)", TextField())
    }
  }
}
