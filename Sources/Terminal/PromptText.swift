/// A prompt as libedit wants it.
enum PromptText {
  /// Puts each run of escape sequences between two \001, so that it takes no columns. libedit prints such a
  /// run together with the character after it and drops one that nothing follows: a run at the end moves
  /// before the last character.
  static func marked(_ prompt: String) -> String {
    var parts = split(prompt)
    if parts.count > 1, let last = parts.last, last.isEscape, var text = parts.dropLast().last?.text {
      let final = text.unicodeScalars.removeLast()
      parts.removeLast(2)
      if !text.isEmpty { parts.append((text, false)) }
      if text.isEmpty, let before = parts.last, before.isEscape {
        parts[parts.count - 1].text = before.text + last.text
      } else {
        parts.append(last)
      }
      parts.append((String(final), false))
    }
    return parts.reduce(into: "") { $0 += $1.isEscape ? "\u{1}\($1.text)\u{1}" : $1.text }
  }

  /// The prompt without its escape sequences.
  static func visible(_ prompt: String) -> String {
    split(prompt).reduce(into: "") { if !$1.isEscape { $0 += $1.text } }
  }

  /// Escape sequences and text in turn; neighbours of one kind are one part.
  private static func split(_ prompt: String) -> [(text: String, isEscape: Bool)] {
    var parts: [(text: String, isEscape: Bool)] = []
    var isInSequence = false
    for scalar in prompt.unicodeScalars {
      let isEscape = isInSequence || scalar == "\u{1b}"
      if parts.isEmpty || parts[parts.count - 1].isEscape != isEscape { parts.append(("", isEscape)) }
      parts[parts.count - 1].text.unicodeScalars.append(scalar)
      if scalar == "\u{1b}" {
        isInSequence = true
      } else if isInSequence && scalar != "[" && (0x40...0x7e).contains(scalar.value) {
        isInSequence = false
      }
    }
    return parts
  }
}
