/// A figure as lines of text: its title, its notes, and each map on paper; small maps side by side.
public enum FigureText {
  /// The width of a file, which has no edge.
  public static let unlimited = Int.max / 4

  static let thumbnailRows = 8
  static let thumbnailColumns = 16
}

extension Figure {
  /// Lines of at most `width` columns.
  public func lines(width: Int, palette: Palette) -> [StyledText] {
    var lines = StyledText(title, palette.header).wrapped(to: width)
    for note in notes { lines += StyledText(note, palette.muted).wrapped(to: width) }
    if areThumbnails {
      for row in maps { lines += thumbnails(of: row, width: width, palette) }
      if let map = maps.joined().first { lines += ["", map.legend(palette).truncated(to: width)] }
      return lines + table(width: width)
    }
    let isOne = maps.joined().count == 1
    for map in maps.joined() {
      if !isOne { lines += ["", StyledText(map.title, palette.header).truncated(to: width)] }
      lines += HeadMap(map).lines(width: width, palette: palette)
    }
    return lines
  }

  private func table(width: Int) -> [StyledText] {
    guard let measures else { return [] }
    let columns = ([""] + measures.columns).map { Table.Column($0, align: .right) }
    let table = Table(
      columns: columns,
      rows: measures.rows.map { row in [StyledText(row.name)] + row.values.map { StyledText(decimals($0, 4)) }
      })
    return [""] + table.lines(width: width)
  }

  /// As many side by side as there is room for, each under its title.
  private func thumbnails(of row: [HeatMap], width: Int, _ palette: Palette) -> [StyledText] {
    let gap = 2
    let columns = min(
      FigureText.thumbnailColumns, row.reduce(1) { max($0, $1.columns.count, StyledText($1.title).width) })
    let perLine = max(1, (width + gap) / (columns + gap))
    var lines: [StyledText] = []
    for start in stride(from: 0, to: row.count, by: perLine) {
      let maps = row[start..<min(row.count, start + perLine)]
      let pictures = maps.map { map in
        [StyledText(map.title, palette.muted)]
          + PictureCells(of: map, mostRows: FigureText.thumbnailRows, mostColumns: columns).positions.map {
            $0.reduce(StyledText("")) { $0 + palette.block($1, map.scale.ramp, columns: 1) }
          }
      }
      lines.append("")
      for line in 0..<(pictures.map(\.count).max() ?? 0) {
        let parts = pictures.map { line < $0.count ? $0[line] : "" }
        lines.append(
          parts.dropFirst().reduce(parts[0].fitted(to: columns)) {
            $0 + .spaces(gap) + $1.fitted(to: columns)
          }.withoutTrailingSpaces().truncated(to: width))
      }
    }
    return lines
  }
}
