/// A sentence cut down to what stands around a word in it:
///
///     … the mole dug a tunnel u…
public struct Snippet: Sendable {
  private let before: String
  public let word: String
  private let after: String

  /// - Parameter range: the word, in Unicode scalars of the text; what lies beyond the text is left out.
  public init(_ text: String, around range: Range<Int>) {
    let scalars = Array(text.unicodeScalars)
    let range = range.clamped(to: 0..<scalars.count)
    func string(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      for scalar in part { view.append(scalar) }
      return String(view)
    }
    before = string(scalars[..<range.lowerBound])
    word = string(scalars[range])
    after = string(scalars[range.upperBound...])
  }

  /// The word and as much around it as `width` columns hold, about as much on either side.
  public func line(width: Int, word style: Style) -> StyledText {
    let word = StyledText(word, style)
    guard word.width < width else { return word.truncated(to: width) }
    let (before, after) = (StyledText(before), StyledText(after))
    let room = width - word.width
    let right = min(after.width, max(room / 2, room - before.width))
    return before.ending(in: room - right) + word + after.truncated(to: right)
  }
}

extension StyledText {
  /// The end of the text in `width` columns, with “…” for what is left out before it.
  func ending(in width: Int) -> StyledText {
    guard self.width > width else { return self }
    guard width > 1 else { return width == 1 ? "…" : "" }
    var characters: [Character] = []
    var room = width - 1
    for character in plain().reversed() {
      room -= TextWidth.of(character)
      guard room >= 0 else { break }
      characters.append(character)
    }
    return "…" + StyledText(String(characters.reversed()))
  }
}
