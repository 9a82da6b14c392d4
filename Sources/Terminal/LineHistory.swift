/// What was entered, the oldest first, nothing twice.
public struct LineHistory: Equatable, Sendable {
  /// More entries than this push out the oldest.
  public static let limit = 10_000
  /// A longer entry (a pasted book) is not kept.
  public static let entryLimit = 64 * 1024

  public private(set) var entries: [String] = []
  /// What was entered since `entries` were last saved.
  private(set) var unsaved: [String] = []

  public init() {}

  /// Of entries that are equal the last one stays.
  init(entries: some BidirectionalCollection<String>) {
    var seen: Set<[UInt8]> = []
    self.entries = entries.reversed().filter { seen.insert(Array($0.utf8)).inserted }
      .prefix(Self.limit).reversed()
  }

  /// Makes an entry the newest.
  /// - Returns: false when it is not kept: it holds nothing, or more than `entryLimit`.
  @discardableResult
  public mutating func remember(_ entry: String) -> Bool {
    guard Self.keeps(entry) else { return false }
    enter(entry)
    unsaved.removeAll { Self.areSame($0, entry) }
    unsaved.append(entry)
    return true
  }

  /// What a file should hold that was `saved` by this and other sessions: theirs first, then ours anew.
  func merged(into saved: LineHistory) -> LineHistory {
    LineHistory(entries: saved.entries + unsaved)
  }

  mutating func markSaved() { unsaved = [] }

  private static func keeps(_ entry: String) -> Bool {
    entry.utf8.count <= entryLimit && entry.unicodeScalars.contains { !$0.properties.isWhitespace }
  }

  /// By scalars: to a tokenizer, é and e with an accent are different texts.
  private static func areSame(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
  }

  private mutating func enter(_ entry: String) {
    if let earlier = entries.lastIndex(where: { Self.areSame($0, entry) }) { entries.remove(at: earlier) }
    entries.append(entry)
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
  }
}

// MARK: - As a file

extension LineHistory {
  /// One entry a line; `\n` stands for a newline inside one and `\\` for a backslash.
  var text: String {
    entries.reduce(into: "") { text, entry in
      for scalar in entry.unicodeScalars {
        switch scalar {
        case "\n": text += "\\n"
        case "\\": text += "\\\\"
        default: text.unicodeScalars.append(scalar)
        }
      }
      text += "\n"
    }
  }

  init(text: String) {
    self.init(entries: text.unicodeScalars.split(separator: "\n").map(Self.entry).filter(Self.keeps))
  }

  private static func entry(of line: Substring.UnicodeScalarView) -> String {
    var entry = String.UnicodeScalarView()
    var afterBackslash = false
    for scalar in line {
      if afterBackslash {
        if scalar != "n" && scalar != "\\" { entry.append("\\") }
        entry.append(scalar == "n" ? "\n" : scalar)
        afterBackslash = false
      } else if scalar == "\\" {
        afterBackslash = true
      } else {
        entry.append(scalar)
      }
    }
    if afterBackslash { entry.append("\\") }
    return String(entry)
  }
}
