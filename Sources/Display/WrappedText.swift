extension StyledText {
  /// The text as lines of at most `width` columns, broken at spaces; a word longer than a line is cut.
  ///
  /// - Parameter indent: blanks before every line but the first.
  public func wrapped(to width: Int, indent: Int = 0) -> [StyledText] {
    var lines: [StyledText] = []
    var line = StyledText("")
    var isBlank = true
    for word in words() {
      let gap = isBlank ? 0 : 1
      if !isBlank && line.width + gap + word.width > width {
        lines.append(line)
        line = .spaces(indent)
        isBlank = true
      }
      if !isBlank { line += " " }
      line += word.truncated(to: max(1, width - line.width))
      isBlank = false
    }
    return lines + [line]
  }

  private func words() -> [StyledText] {
    var words: [StyledText] = []
    var word = StyledText("")
    for run in runs {
      for (index, part) in run.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if index > 0 {
          if !word.isEmpty { words.append(word) }
          word = ""
        }
        word += StyledText(String(part), run.style)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
