/// Numbers in rows and columns, each on the colour of its value:
///
///                         1     2     3
///     1 The mole dug.  1.00  0.43  0.31
///     2 A spy.         0.43  1.00  0.36
///
/// Too wide for its place, it drops the numbers and keeps two columns of colour a cell; if that is too wide
/// as well, or there is no colour, the columns come in windows, one below the other.
public struct MatrixTable {
  public let rows: [StyledText]
  public let columns: [StyledText]
  public let scale: ColorScale
  public let places: Int
  private let value: (_ row: Int, _ column: Int) -> Float

  private static let gap = StyledText("  ")
  private static let longestLabel = 32
  private static let longestHeading = 10

  /// - Parameter columns: nil numbers the rows and heads the columns with the same numbers.
  public init(
    rows: [StyledText], columns: [StyledText]? = nil, scale: ColorScale = .similarities, places: Int = 2,
    value: @escaping (_ row: Int, _ column: Int) -> Float
  ) {
    if let columns {
      self.rows = rows
      self.columns = columns
    } else {
      let numbers = rows.indices.map { StyledText(String($0 + 1)) }
      let widest = numbers.last?.width ?? 0
      self.rows = zip(numbers, rows).map { $0.fitted(to: widest, align: .right) + " " + $1 }
      self.columns = numbers
    }
    self.scale = scale
    self.places = places
    self.value = value
  }

  public func lines(width: Int, palette: Palette) -> [StyledText] {
    let longest = rows.map(\.width).max() ?? 0
    let cell = cellWidth
    let beside = width - MatrixTable.gap.width - columns.count * cell
    let label = min(longest, MatrixTable.longestLabel, max(8, width / 3, beside))
    let room = max(0, width - label - MatrixTable.gap.width)
    if columns.count * cell <= room || palette.depth == .none {
      return windows(of: max(1, room / cell), label: label, palette: palette, heading: headings(cell)) {
        row, column in
        numbered(row, column, cell, palette)
      }
    }
    return windows(of: max(1, room / 2), label: label, palette: palette, heading: verticalHeadings) {
      row, column in
      palette.block(scale.position(of: value(row, column)), scale.ramp, columns: 2)
    }
  }

  private func windows(
    of count: Int, label: Int, palette: Palette, heading: (Range<Int>) -> [StyledText],
    cell: (_ row: Int, _ column: Int) -> StyledText
  ) -> [StyledText] {
    var lines: [StyledText] = []
    for start in stride(from: 0, to: columns.count, by: count) {
      let window = start..<min(start + count, columns.count)
      if start > 0 { lines.append("") }
      lines += heading(window).map { .spaces(label) + MatrixTable.gap + $0 }
      for row in rows.indices {
        let labelled = rows[row].fitted(to: label) + MatrixTable.gap
        lines.append(window.reduce(labelled) { $0 + cell(row, $1) }.withoutTrailingSpaces())
      }
    }
    return lines
  }

  /// A number between blanks; the last one is its shade where there is no colour.
  private func numbered(_ row: Int, _ column: Int, _ width: Int, _ palette: Palette) -> StyledText {
    let value = value(row, column)
    let position = scale.position(of: value)
    let number = decimals(value, places)
    let blanks = String(repeating: " ", count: max(0, width - 1 - number.utf8.count))
    if palette.depth == .none {
      let shade = value.isNaN ? " " : scale.ramp.shade(position.magnitude, columns: 1)
      return StyledText(blanks + number + shade)
    }
    return palette.cell(blanks + number + " ", position, scale.ramp)
  }

  private var cellWidth: Int {
    let numbers = rows.indices.flatMap { row in
      columns.indices.map { decimals(value(row, $0), places).utf8.count }
    }
    let heading = columns.map(\.width).max() ?? 0
    return max(numbers.max() ?? 0, min(heading, MatrixTable.longestHeading)) + 2
  }

  private func headings(_ cell: Int) -> (Range<Int>) -> [StyledText] {
    { window in
      let line = window.reduce(StyledText("")) { line, column in
        line + columns[column].fitted(to: cell - 1, align: .right) + " "
      }
      return [line.withoutTrailingSpaces()]
    }
  }

  private func verticalHeadings(_ window: Range<Int>) -> [StyledText] {
    VerticalLabels(labels: Array(columns[window]), columns: 2, maxRows: 8).lines()
  }
}
