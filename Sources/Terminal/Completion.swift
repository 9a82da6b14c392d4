import Display

/// What can stand in the place of a word that is being typed.
public struct Completion: Equatable, Sendable {
  /// Where the word starts in the line: an offset in UTF-8. It ends at the cursor.
  public let start: Int
  /// Whole words to stand in its place, in the order to show them.
  public let candidates: [String]
  /// What follows the word when there is only one candidate: a space, or nothing after a folder.
  public let suffix: String

  public init(start: Int, candidates: [String], suffix: String = " ") {
    self.start = start
    self.candidates = candidates
    self.suffix = suffix
  }

  public static func none(at cursor: Int) -> Completion { Completion(start: cursor, candidates: []) }

  /// What Tab does about it.
  enum Step: Equatable {
    case nothing
    case replace(with: String)
    case list
  }

  func step(typed: String) -> Step {
    guard let first = candidates.first else { return .nothing }
    if candidates.count == 1 { return .replace(with: first + suffix) }
    let common = commonPrefix
    return common.unicodeScalars.count > typed.unicodeScalars.count ? .replace(with: common) : .list
  }

  /// The longest text that all candidates begin with.
  var commonPrefix: String {
    guard var common = candidates.first?.unicodeScalars[...] else { return "" }
    for candidate in candidates.dropFirst() {
      let shared = zip(common, candidate.unicodeScalars).prefix { $0 == $1 }.count
      common = common.prefix(shared)
    }
    return String(common)
  }

  /// The candidates in columns, reading downwards, in at most `rows` rows; the last row tells how many did
  /// not fit.
  func listing(rows: Int, columns: Int) -> [String] {
    let words = candidates.map(VisibleText.of)
    let widths = words.map { TextWidth.of($0) }
    let width = min(columns, (widths.max() ?? 0) + 2)
    let across = max(1, columns / max(1, width))
    let needed = (words.count + across - 1) / across
    let fits = needed <= rows
    let down = fits ? needed : max(1, rows - 1)
    var lines = (0..<down).map { row in
      var line = ""
      for index in stride(from: row, to: min(words.count, across * down), by: down) {
        line += words[index]
        let hasNext = index + down < min(words.count, across * down)
        if hasNext { line += String(repeating: " ", count: max(0, width - widths[index])) }
      }
      return line
    }
    if !fits { lines.append("… and \(words.count - across * down) more") }
    return lines
  }
}
