/// One line of text with styles, safe to print: every string that enters goes through ``VisibleText``.
///
///     let line = StyledText("mole", Style(bold: true)) + " \(id)"
///     line.fitted(to: 12, align: .right).ansi(.truecolor)
public struct StyledText: Equatable, Sendable, ExpressibleByStringInterpolation {
  public struct Run: Equatable, Sendable {
    public let text: String
    public let style: Style
  }

  public private(set) var runs: [Run]
  /// Terminal columns.
  public private(set) var width: Int

  public init(_ text: String, _ style: Style = .plain) {
    self.init(visible: VisibleText.of(text), style)
  }

  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// `text` must have come out of ``VisibleText``.
  private init(visible text: String, _ style: Style) {
    runs = text.isEmpty ? [] : [Run(text: text, style: style)]
    width = TextWidth.of(text)
  }

  public var isEmpty: Bool { runs.isEmpty }

  public static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum += right
    return sum
  }

  public static func += (left: inout StyledText, right: StyledText) {
    left.width += right.width
    guard let last = left.runs.last, let first = right.runs.first, last.style == first.style else {
      left.runs += right.runs
      return
    }
    left.runs[left.runs.count - 1] = Run(text: last.text + first.text, style: last.style)
    left.runs += right.runs.dropFirst()
  }

  public static func spaces(_ count: Int, _ style: Style = .plain) -> StyledText {
    StyledText(visible: String(repeating: " ", count: max(0, count)), style)
  }

  /// The text alone.
  public func plain() -> String {
    runs.count == 1 ? runs[0].text : runs.map(\.text).joined()
  }

  /// The text with escape sequences for `depth`; with `.none`, the text alone.
  public func ansi(_ depth: ColorDepth) -> String {
    guard depth > .none else { return plain() }
    return runs.map { run in
      run.style == .plain ? run.text : run.style.escapeSequence(depth) + run.text + Style.reset
    }.joined()
  }
}

public enum Alignment: Sendable {
  case left, right, center
}

extension StyledText {
  /// At most `width` columns: what is longer ends in “…”. A wide character is never split.
  public func truncated(to width: Int) -> StyledText {
    guard self.width > width else { return self }
    guard width > 0 else { return "" }
    var (short, used) = (StyledText(""), 0)
    for run in runs {
      var kept = ""
      for character in run.text {
        used += TextWidth.of(character)
        if used >= width { return short + StyledText(visible: kept + "…", run.style) }
        kept.append(character)
      }
      short += StyledText(visible: kept, run.style)
    }
    return short
  }

  /// Exactly `width` columns: cut with “…” or padded with spaces.
  public func fitted(to width: Int, align: Alignment = .left) -> StyledText {
    let text = truncated(to: width).keptInPlace()
    let free = max(0, width - text.width)
    let left =
      switch align {
      case .left: 0
      case .right: free
      case .center: free / 2
      }
    return .spaces(left) + text + .spaces(free - left)
  }

  /// The same text, ending at its last visible or coloured column.
  func withoutTrailingSpaces() -> StyledText {
    guard let last = runs.last, last.style == .plain, last.text.utf8.last == UInt8(ascii: " ") else {
      return self
    }
    let kept = last.text.utf8.dropLast(last.text.utf8.reversed().prefix { $0 == 0x20 }.count)
    return runs.dropLast().reduce(StyledText("")) { $0 + StyledText(visible: $1.text, $1.style) }
      + StyledText(visible: String(Substring(kept)), .plain)
  }

  /// Right-to-left words between left-to-right marks (no columns): a terminal that reorders such words then
  /// reorders inside this text only, and the columns of a table stay where they are.
  private func keptInPlace() -> StyledText {
    guard runs.contains(where: { $0.text.unicodeScalars.contains(where: Self.isRightToLeft) }) else {
      return self
    }
    let mark = StyledText(visible: "\u{200e}", .plain)
    return mark + self + mark
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff: true
    default: false
    }
  }
}
