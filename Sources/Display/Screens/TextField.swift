/// A line of text being typed at the bottom of a full-screen view.
struct TextField: Equatable {
  private(set) var text = ""

  init(_ text: String = "") { self.text = text }

  /// - Returns: whether the key was for the text.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character): text.append(character)
    case .backspace: _ = text.popLast()
    case .control("u"): text = ""
    case .control("w"):
      while text.last == " " { text.removeLast() }
      while let last = text.last, last != " " { text.removeLast() }
    default: return false
    }
    return true
  }

  /// As much of the end as fits.
  func shown(width: Int) -> StyledText {
    var line = StyledText(text)
    var tail = Substring(text)
    while line.width > width, !tail.isEmpty {
      tail = tail.dropFirst()
      line = StyledText("…" + tail)
    }
    return line
  }
}
