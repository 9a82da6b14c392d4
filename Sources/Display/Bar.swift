/// A bar of block characters, its end drawn to an eighth of a column:
///
///     ███████▎
public enum Bar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// - Parameters:
  ///   - fraction: of `columns`; what is below 0 or no number is empty, what is above 1 is full.
  ///   - columns: the longest bar. What is shorter is not filled up with blanks.
  public static func of(_ fraction: Float, columns: Int, style: Style = .plain) -> StyledText {
    guard fraction > 0 else { return "" }
    let filled = Int((min(fraction, 1) * Float(max(columns, 0)) * 8).rounded())
    return StyledText(String(repeating: "█", count: filled / 8) + eighths[filled % 8], style)
  }
}
