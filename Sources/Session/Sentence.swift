/// What somebody typed: a text, or a pair of texts.
public struct Sentence: Hashable, Sendable {
  public let text: String
  public let pair: String?

  public init(text: String, pair: String? = nil) {
    self.text = text
    self.pair = pair
  }

  /// The mark between the two texts of a pair on one line.
  static let pairMark = "|||"

  /// `A ||| B` is a pair, everything else one text; the spaces around the mark belong to neither.
  public init(line: String) {
    let parts = Sentence.parts(of: line)
    guard parts.count == 2 else {
      self.init(text: line)
      return
    }
    self.init(text: parts[0], pair: parts[1])
  }

  /// As one types it on a line.
  var line: String { pair.map { "\(text) \(Sentence.pairMark) \($0)" } ?? text }

  /// The texts between the marks of a line.
  static func parts(of line: String) -> [String] {
    line.split(separator: pairMark, omittingEmptySubsequences: false).map(trimmed)
  }
}

/// Without the white space at either end.
func trimmed(_ text: some StringProtocol) -> String {
  let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
  let scalars = text.unicodeScalars.drop(while: isSpace)
  guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
  return String(String.UnicodeScalarView(scalars[...last]))
}
