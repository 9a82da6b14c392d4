import Analysis

/// Finds the contexts of one word or of several.
struct ContextSearch {
  private let searches: [WordSearch]
  private let names: [String]

  init(_ searches: [WordSearch], names: [String]) {
    self.searches = searches
    self.names = names
  }

  /// In the order in which they stand in the text.
  /// - Parameter label: their sense; of several words each is its own where nothing else was said.
  func contexts(in text: String, label: String? = nil) -> [WordContext] {
    zip(searches, names).flatMap { search, name in
      search.ranges(in: text).map {
        WordContext(text: text, range: $0, label: label ?? (names.count > 1 ? name : nil))
      }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
