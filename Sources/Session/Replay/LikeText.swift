/// Texts that say the same: words are equal, and numbers with a decimal point differ by at most one in the last
/// digit printed. Line breaks, runs of spaces, shades and bars do not count: they follow the width and the
/// colours of a terminal.
enum LikeText {
  static func isLike(_ a: String, _ b: String) -> Bool {
    let (a, b) = (words(a), words(b))
    return a.count == b.count && zip(a, b).allSatisfy(isLikeWord)
  }

  private static func words(_ text: String) -> [String] {
    text.unicodeScalars.filter { !"░▒▓█▏▎▍▌▋▊▉".unicodeScalars.contains($0) }
      .split { $0.properties.isWhitespace }.map { String(String.UnicodeScalarView($0)) }
  }

  private static func isLikeWord(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let (one, places) = number(a), let (other, otherPlaces) = number(b), places == otherPlaces else {
      return false
    }
    let unit = (0..<places).reduce(1.0) { unit, _ in unit / 10 }
    return (one - other).magnitude <= unit * 1.001
  }

  /// A number with a decimal point, and its digits after it.
  private static func number(_ word: String) -> (Double, places: Int)? {
    guard let point = word.firstIndex(of: "."), let value = Double(word) else { return nil }
    return (value, word.distance(from: point, to: word.endIndex) - 1)
  }
}
