/// What a map of a word's contexts shows: the contexts, and where they lie in each layer's plane.
public struct SenseScene: Sendable {
  public struct Context: Sendable {
    public let text: String
    /// The word, in Unicode scalars of the text.
    public let range: Range<Int>
    /// The sense that somebody has said; nil for none.
    public let label: String?

    public init(text: String, range: Range<Int>, label: String?) {
      self.text = text
      self.range = range
      self.label = label
    }
  }

  public struct Layer: Sendable {
    public internal(set) var x: [Double]
    public internal(set) var y: [Double]
    /// The group of each context, from 0.
    public let groups: [Int]
    /// The shares of the variance along both axes.
    public let explained: (x: Double, y: Double)

    public init(x: [Double], y: [Double], groups: [Int], explained: (x: Double, y: Double)) {
      self.x = x
      self.y = y
      self.groups = groups
      self.explained = explained
    }
  }

  public let word: String
  public let contexts: [Context]
  public let layers: [Layer]
  /// The senses that were said, in the order in which they come; empty where one is missing.
  public let labels: [String]

  /// Axes have no sign of their own: each layer's are turned so that contexts stay on their side where they can.
  ///
  /// - Returns: nil where a layer does not place every context, or there is nothing to show.
  public init?(word: String, contexts: [Context], layers: [Layer]) {
    guard !contexts.isEmpty, !layers.isEmpty,
      layers.allSatisfy({ layer in
        [layer.x.count, layer.y.count, layer.groups.count].allSatisfy { $0 == contexts.count }
      })
    else { return nil }
    self.word = word
    self.contexts = contexts
    var turned = layers
    for index in turned.indices.dropFirst() {
      turned[index].x = SenseScene.turned(turned[index].x, towards: turned[index - 1].x)
      turned[index].y = SenseScene.turned(turned[index].y, towards: turned[index - 1].y)
    }
    self.layers = turned
    let said = contexts.compactMap(\.label)
    var seen: Set<String> = []
    labels = said.count == contexts.count ? said.filter { seen.insert($0).inserted } : []
  }

  private static func turned(_ values: [Double], towards before: [Double]) -> [Double] {
    zip(values, before).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? values.map { -$0 } : values
  }
}
