/// A heat map on paper, most of all one attention head: queries down, keys across, each weight as a colour, and
/// at the end of a row its strongest key in words.
///
///                  [  t  m
///     0 [CLS]      ██ ░░ ░░  [CLS] 0.91
///
/// Cells are two columns wide where that fits, then one, with the positions as headings. A map too wide for
/// that becomes a list of each row's strongest columns.
public struct HeadMap {
  public let map: HeatMap

  private static let gap = StyledText("  ")
  private static let longestToken = 14
  private static let strongestWidth = 2 + longestToken + 5

  public init(_ map: HeatMap) {
    self.map = map
  }

  /// - Parameters:
  ///   - tokens: what to call each position; styles are kept.
  ///   - weight: the weight that a query gives a key, 0 to 1.
  public init(
    tokens: [StyledText], scale: ColorScale = .weights,
    weight: @escaping (_ query: Int, _ key: Int) -> Float
  ) {
    map = HeatMap(title: "", rows: tokens, columns: tokens, scale: scale) { query in
      tokens.indices.map { weight(query, $0) }
    }
  }

  public func lines(width: Int, palette: Palette) -> [StyledText] {
    guard !map.rows.isEmpty, !map.columns.isEmpty else {
      return [StyledText("nothing is left to show", palette.muted).truncated(to: width)]
    }
    let room = width - labelWidth - HeadMap.gap.width
    let lines =
      if map.columns.count * 2 + HeadMap.strongestWidth <= room {
        grid(columns: 2, headings: map.columns, namesStrongest: true, palette)
      } else if map.columns.count + HeadMap.strongestWidth <= room {
        grid(columns: 1, headings: positions, namesStrongest: true, palette)
      } else if map.columns.count <= room {
        grid(columns: 1, headings: positions, namesStrongest: false, palette)
      } else {
        strongestColumns(room: room, palette)
      }
    return lines.map { $0.truncated(to: width) }
  }

  private func grid(
    columns: Int, headings: [StyledText], namesStrongest: Bool, _ palette: Palette
  ) -> [StyledText] {
    var lines = VerticalLabels(labels: headings, columns: columns, maxRows: 8).lines()
      .map { StyledText.spaces(labelWidth) + HeadMap.gap + $0 }
    for row in map.rows.indices {
      let values = map.row(row)
      var line = label(row, palette) + HeadMap.gap
      for position in map.positions(of: values) {
        line += palette.block(position, map.scale.ramp, columns: columns)
      }
      if namesStrongest, let column = strongest(of: values) {
        line += HeadMap.gap + named(column, of: values)
      }
      lines.append(line)
    }
    return lines + ["", map.legend(palette)]
  }

  private func strongestColumns(room: Int, _ palette: Palette) -> [StyledText] {
    let separator = StyledText(" · ", palette.muted)
    return map.rows.indices.map { row in
      let values = map.row(row)
      var words = StyledText("")
      for column in byMagnitude(values) {
        let next = (words.isEmpty ? "" : separator) + named(column, of: values)
        guard words.isEmpty || words.width + next.width <= room else { break }
        words += next
      }
      return label(row, palette) + HeadMap.gap + words
    }
  }

  private func strongest(of values: [Float]) -> Int? {
    values.indices.filter { !values[$0].isNaN }.max { isWeaker($0, $1, in: values) }
  }

  private func byMagnitude(_ values: [Float]) -> [Int] {
    values.indices.filter { !values[$0].isNaN }.sorted { isWeaker($1, $0, in: values) }
  }

  /// Of equals the first is the strongest.
  private func isWeaker(_ left: Int, _ right: Int, in values: [Float]) -> Bool {
    let (a, b) = (values[left].magnitude, values[right].magnitude)
    return a < b || a == b && left > right
  }

  private func named(_ column: Int, of values: [Float]) -> StyledText {
    map.columns[column].truncated(to: HeadMap.longestToken)
      + StyledText(" " + decimals(values[column], 2))
  }

  private func label(_ row: Int, _ palette: Palette) -> StyledText {
    let text = map.rows[row].fitted(to: tokenWidth)
    guard isNumbered else { return text }
    return StyledText(String(row), palette.muted).fitted(to: numberWidth, align: .right) + " " + text
  }

  /// Where rows and columns are the same tokens, their positions tell those of the same name apart.
  private var isNumbered: Bool { map.rows.count == map.columns.count }
  private var positions: [StyledText] { map.columns.indices.map { StyledText(String($0)) } }
  private var numberWidth: Int { String(max(0, map.rows.count - 1)).utf8.count }
  private var tokenWidth: Int { min(map.rows.map(\.width).max() ?? 0, HeadMap.longestToken) }
  private var labelWidth: Int { (isNumbered ? numberWidth + 1 : 0) + tokenWidth }
}

extension HeatMap {
  /// “queries down, keys across  0.00 ░░▒▒▓▓██ 1.00 (square-root scale)”.
  func legend(_ palette: Palette) -> StyledText {
    let axes = StyledText("\(plural(rowKind)) down, \(plural(columnKind)) across  ", palette.muted)
    return axes
      + (scalesEachRow
        ? StyledText("each row from 0 to its largest", palette.muted) : scale.legend(palette))
  }
}

private func plural(_ word: String) -> String {
  word.utf8.last == UInt8(ascii: "y") && !word.hasSuffix("ey") ? word.dropLast() + "ies" : word + "s"
}
