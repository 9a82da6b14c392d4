/// A heat map on a screen: a cursor that is always in sight, labels that stay when cells scroll.
struct HeatMapWindow: Equatable {
  /// Row and column of the map. May lie outside a map that has become smaller: `place(in:)` does not.
  var row = 0
  var column = 0
  var zoom = HeatMapLayout.Zoom.fitting

  /// The cursor, inside the map.
  func place(in map: HeatMap) -> (row: Int, column: Int) {
    (min(max(0, row), max(0, map.rows.count - 1)), min(max(0, column), max(0, map.columns.count - 1)))
  }

  mutating func move(_ direction: Direction, by count: Int, in map: HeatMap) {
    (row, column) = place(in: map)
    switch direction {
    case .up: row -= count
    case .down: row += count
    case .left: column -= count
    case .right: column += count
    }
    (row, column) = place(in: map)
  }

  mutating func zoomOn() {
    let all = HeatMapLayout.Zoom.allCases
    zoom = all[((all.firstIndex(of: zoom) ?? 0) + 1) % all.count]
  }

  func layout(of map: HeatMap, in area: Area, _ palette: Palette) -> HeatMapLayout {
    HeatMapLayout(of: map, in: area, cursor: place(in: map), zoom: zoom, hasHalves: palette.depth.hasRamps)
  }

  // MARK: Drawing

  func render(_ map: HeatMap, into canvas: inout Canvas, in area: Area, _ palette: Palette) {
    let layout = layout(of: map, in: area, palette)
    guard !map.rows.isEmpty, !map.columns.isEmpty, !layout.rows.isEmpty, !layout.columns.isEmpty else {
      canvas.put(
        StyledText("nothing is left to show", palette.muted), row: area.row, column: area.column,
        maxWidth: area.columns)
      return
    }
    let cursor = (row: place(in: map).row / layout.block, column: place(in: map).column / layout.block)
    header(map, layout, cursor.column, into: &canvas, palette)
    let step = layout.cell == .half ? 2 : 1
    for row in stride(from: layout.rows.lowerBound, to: layout.rows.upperBound, by: step) {
      let isCursors = (row..<row + step).contains(cursor.row)
      label(map, layout, isCursors ? cursor.row : row, isCursors, into: &canvas, palette)
      let upper = positions(map, layout, row)
      let lower = step == 2 && row + 1 < layout.rows.upperBound ? positions(map, layout, row + 1) : nil
      let screenRow = layout.screenRow(row).row
      for column in layout.columns {
        let cell = column - layout.columns.lowerBound
        let value = lower.map { cursor.row == row + 1 ? $0[cell] : upper[cell] } ?? upper[cell]
        let place = (row: screenRow, column: layout.screenColumn(column))
        if isCursors, column == cursor.column {
          mark(value, map, layout, at: place, into: &canvas, palette)
        } else if layout.cell == .half {
          let style = Style(
            foreground: palette.color(upper[cell], map.scale.ramp),
            background: lower.map { palette.color($0[cell], map.scale.ramp) } ?? .standard)
          canvas.paint("▀", style, row: place.row, column: place.column)
        } else {
          canvas.put(
            palette.block(upper[cell], map.scale.ramp, columns: layout.cellWidth), row: place.row,
            column: place.column)
        }
      }
    }
  }

  /// The cell under the cursor: brackets, or one mark, on its own colour.
  private func mark(
    _ value: Float, _ map: HeatMap, _ layout: HeatMapLayout, at place: (row: Int, column: Int),
    into canvas: inout Canvas, _ palette: Palette
  ) {
    let color = palette.depth.hasRamps ? palette.color(value, map.scale.ramp) : .standard
    let style = Style(
      foreground: color.readableForeground, background: color, bold: true, reverse: color == .standard)
    for (offset, character) in (layout.cell == .wide ? Array("[]") : ["+"]).enumerated() {
      canvas.paint(character, style, row: place.row, column: place.column + offset)
    }
  }

  /// One row's places on the ramp, a block's largest standing for the block.
  private func positions(_ map: HeatMap, _ layout: HeatMapLayout, _ row: Int) -> [Float] {
    guard layout.block > 1 else { return Array(map.positions(of: map.row(row))[layout.columns]) }
    let rows = (row * layout.block..<min(map.rows.count, (row + 1) * layout.block))
      .map { map.positions(of: map.row($0)) }
    return layout.columns.map { column in
      let range = column * layout.block..<min(map.columns.count, (column + 1) * layout.block)
      return rows.reduce(Float(0)) { loudest, row in
        row[range].reduce(loudest) { $1.magnitude > $0.magnitude ? $1 : $0 }
      }
    }
  }

  private func header(
    _ map: HeatMap, _ layout: HeatMapLayout, _ cursor: Int, into canvas: inout Canvas, _ palette: Palette
  ) {
    let labels = layout.columns.map { column in
      let label = map.columns[column * layout.block]
      return column == cursor ? label.highlighted : label
    }
    let lines = VerticalLabels(labels: labels, columns: layout.cellWidth, maxRows: layout.headerRows).lines()
    let first = layout.area.row + layout.headerRows - lines.count
    for (index, line) in lines.enumerated() {
      canvas.put(line, row: first + index, column: layout.screenColumn(layout.columns.lowerBound))
    }
  }

  private func label(
    _ map: HeatMap, _ layout: HeatMapLayout, _ row: Int, _ isCursors: Bool, into canvas: inout Canvas,
    _ palette: Palette
  ) {
    let label = map.rows[min(row * layout.block, map.rows.count - 1)].truncated(to: layout.labelWidth)
    canvas.put(
      (isCursors ? label.highlighted : label).fitted(to: layout.labelWidth),
      row: layout.screenRow(row).row, column: layout.area.column)
  }
}

enum Direction {
  case up, down, left, right
}

extension StyledText {
  /// The same text as what the cursor is at.
  var highlighted: StyledText { StyledText(plain(), Style(bold: true, reverse: true)) }
}
