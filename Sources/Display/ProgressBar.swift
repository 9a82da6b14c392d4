/// The text of a progress line: a bar, how many of how many, and how long it may still take.
///
///     encoding  ████████████░░░░░░░░  1,203 of 2,000 · 12 s left
public struct ProgressBar: Sendable {
  public var label: String
  public var total: Int
  public var done = 0

  public init(_ label: String, total: Int) {
    self.label = label
    self.total = total
  }

  /// - Parameters:
  ///   - width: columns at most; when there is little room the bar goes first, then the rest is cut.
  ///   - elapsed: seconds since the work began. No estimate is given before two seconds and a tenth of the
  ///     work: an early guess is mostly wrong.
  public func line(width: Int, elapsed: Double, palette: Palette = .plain) -> StyledText {
    let done = min(max(0, done), total)
    let fraction = total > 0 ? Double(done) / Double(total) : 1
    var counts = StyledText("\(grouped(done)) of \(grouped(total))")
    if fraction > 0.1, fraction < 1, elapsed >= 2 {
      counts += StyledText(" · \(duration(elapsed / fraction - elapsed)) left", palette.muted)
    }
    let bar = min(30, width - TextWidth.of(label) - counts.width - 4)
    guard bar >= 5 else { return (StyledText(label + "  ") + counts).truncated(to: width) }
    let filled = Int((fraction * Double(bar)).rounded(.down))
    return StyledText(label + "  ")
      + StyledText(String(repeating: "█", count: filled), palette.accent)
      + StyledText(String(repeating: "░", count: bar - filled), palette.muted) + "  " + counts
  }

  private func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000 else { return "many hours" }
    let seconds = max(1, Int(seconds.rounded(.up)))
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\((seconds + 30) / 60) min"
    default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }
}

/// A count with commas between its thousands.
public func grouped(_ count: Int) -> String {
  let digits = Array(String(count.magnitude))
  let grouped = digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }
  return (count < 0 ? "-" : "") + grouped.joined()
}
