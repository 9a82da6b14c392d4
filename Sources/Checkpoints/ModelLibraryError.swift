/// A model that is nowhere.
public enum ModelLibraryError: Error, Equatable, Sendable, CustomStringConvertible {
  case notFound(name: String, places: [String], installed: [String])

  public var description: String {
    switch self {
    case .notFound(let name, let places, let installed):
      "there is no model '\(name)'. Installed: \(installed.isEmpty ? "none" : installed.joined(separator: ", ")). "
        + "Looked in \(places.joined(separator: ", ")). A directory with config.json is a model too: --model ./DIR"
    }
  }
}
