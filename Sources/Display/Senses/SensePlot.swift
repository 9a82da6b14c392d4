/// Points on a plane, a mark for each group:
///
///     ─────────────────────────
///        ●  ●            ▲
///      ●   ●●        ▲ ▲
///               ■■
///     ─────────────────────────
///
/// Distances mean the same in both directions: a cell is taken for twice as high as wide. Where several points share a
/// cell, the mark is that of most of them, bold.
public struct SensePlot: Sendable {
  public struct Point: Sendable {
    public let x: Double
    public let y: Double
    /// From 0.
    public let group: Int

    public init(x: Double, y: Double, group: Int) {
      self.x = x
      self.y = y
      self.group = group
    }
  }

  public let points: [Point]

  public init(_ points: [Point]) { self.points = points }

  private static let marks = ["●", "▲", "■", "◆", "○", "△", "□", "◇", "★", "☆", "▼", "▽"]

  /// The mark of a group in its colour; a thirteenth group begins anew.
  public static func mark(_ group: Int, _ palette: Palette) -> StyledText {
    StyledText(marks[group % marks.count], palette.group(group))
  }

  /// - Parameters:
  ///   - width: columns at most.
  ///   - height: rows at most, the frame's two included.
  public func lines(width: Int, height: Int, palette: Palette) -> [StyledText] {
    let (columns, rows) = (max(8, width), max(3, height - 2))
    let frame = StyledText(String(repeating: "─", count: columns), palette.muted)
    let places = places(columns: columns, rows: rows)
    var cells: [Int: [Int: [Int]]] = [:]  // row, column, groups
    for (point, place) in zip(points, places) {
      guard let place else { continue }
      cells[place.row, default: [:]][place.column, default: []].append(point.group)
    }
    let used = places.compactMap { $0?.row }.max().map { $0 + 1 } ?? 0
    return [frame]
      + (0..<used).map { row in
        var line = StyledText("")
        for (column, groups) in (cells[row] ?? [:]).sorted(by: { $0.key < $1.key }) {
          line += .spaces(column - line.width) + SensePlot.mark(of: groups, palette)
        }
        return line
      } + [frame]
  }

  /// Where each point goes in so many cells, the whole in the middle of the columns; nil for one that is not finite.
  public func places(columns: Int, rows: Int) -> [(row: Int, column: Int)?] {
    guard columns > 1, rows > 1, let box else { return points.map { _ in nil } }
    // Units a column; a row is two of them.
    let unit = max(
      box.width / Double(columns - 1), box.height / Double(2 * (rows - 1)), .leastNormalMagnitude)
    let margin = (columns - 1 - Int((box.width / unit).rounded())) / 2
    return points.map { point in
      guard point.x.isFinite, point.y.isFinite else { return nil }
      return (
        min(rows - 1, Int(((box.top - point.y) / unit / 2).rounded())),
        min(columns - 1, margin + Int(((point.x - box.left) / unit).rounded()))
      )
    }
  }

  static func mark(of groups: [Int], _ palette: Palette) -> StyledText {
    var counts: [Int: Int] = [:]
    for group in groups { counts[group, default: 0] += 1 }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    var style = palette.group(most)
    style.bold = groups.count > 1
    return StyledText(marks[most % marks.count], style)
  }

  private var box: (left: Double, top: Double, width: Double, height: Double)? {
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard let left = finite.map(\.x).min(), let right = finite.map(\.x).max(),
      let bottom = finite.map(\.y).min(),
      let top = finite.map(\.y).max(), (right - left).isFinite, (top - bottom).isFinite
    else { return nil }
    return (left, top, right - left, top - bottom)
  }
}
