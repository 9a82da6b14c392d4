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
        StyledText("nothing to show", palette.muted), row: area.row, column: area.column,
        maxWidth: area.columns)
      return
    }
    let cursor = (row: place(in: map).row / layout.block, column: place(in: map).column / layout.block)
    header(map, layout, cursor.column, into: &canvas, palette)
    let step = layout.cell == .half ? 2 : 1
    for row in stride(from: layout.rows.lowerBound, to: layout.rows.upperBound, by: step) {
      let isCursors = (row..<row + step).contains(cursor.row)
      label(map, layout, isCursors ? cursor.row : row, isCursors, into: &canvas, palette)
      let line = Line(
        upper: positions(map, layout, row),
        lower: step == 2 && row + 1 < layout.rows.upperBound ? positions(map, layout, row + 1) : nil,
        numbers: layout.cell == .number ? map.row(row)[layout.columns].map(shortNumber) : [],
        ramp: map.scale.ramp, size: layout.cell)
      for column in layout.columns {
        let (cell, place) = (
          column - layout.columns.lowerBound, (layout.screenRow(row).row, layout.screenColumn(column))
        )
        if isCursors, column == cursor.column {
          line.mark(cell, isLower: cursor.row > row, at: place, into: &canvas, palette)
        } else {
          line.draw(cell, at: place, into: &canvas, palette)
        }
      }
    }
  }

  /// The cells that share a row of the screen.
  private struct Line {
    let upper: [Float]
    /// Of the lower halves.
    let lower: [Float]?
    let numbers: [String]
    let ramp: ColorRamp
    let size: HeatMapLayout.CellSize

    func draw(_ cell: Int, at place: (row: Int, column: Int), into canvas: inout Canvas, _ palette: Palette) {
      switch size {
      case .number:
        canvas.put(palette.cell(numbers[cell], upper[cell], ramp), row: place.row, column: place.column)
      case .half:
        let style = Style(
          foreground: palette.color(upper[cell], ramp),
          background: lower.map { palette.color($0[cell], ramp) } ?? .standard)
        canvas.paint("▀", style, row: place.row, column: place.column)
      case .wide, .narrow:
        canvas.put(
          palette.block(upper[cell], ramp, columns: size.columns), row: place.row, column: place.column)
      }
    }

    /// The cell under the cursor: a mark on its own colour, or its number turned round.
    func mark(
      _ cell: Int, isLower: Bool, at place: (row: Int, column: Int), into canvas: inout Canvas,
      _ palette: Palette
    ) {
      let value = isLower ? lower?[cell] ?? upper[cell] : upper[cell]
      let color = palette.depth.hasRamps ? palette.color(value, ramp) : .standard
      let style = Style(
        foreground: color.readableForeground, background: color, bold: true,
        reverse: size == .number || color == .standard)
      let mark =
        switch size {
        case .number: numbers[cell]
        case .wide: "[]"
        case .narrow, .half: "+"
        }
      for (offset, character) in mark.enumerated() {
        canvas.paint(character, style, row: place.row, column: place.column + offset)
      }
    }
  }

  /// One row's places on the ramp, a block's largest standing for the block.
  private func positions(_ map: HeatMap, _ layout: HeatMapLayout, _ row: Int) -> [Float] {
    guard layout.block > 1 else { return Array(map.positions(of: map.row(row))[layout.columns]) }
    let rows = (row * layout.block..<min(map.rows.count, (row + 1) * layout.block))
      .map { map.positions(of: map.row($0)) }
    return layout.columns.map { column in
      let range = column * layout.block..<min(map.columns.count, (column + 1) * layout.block)
      return rows.map { $0[range].loudest }.loudest
    }
  }

  private func header(
    _ map: HeatMap, _ layout: HeatMapLayout, _ cursor: Int, into canvas: inout Canvas, _ palette: Palette
  ) {
    let labels = layout.columns.map { column in
      let label = map.columns[column * layout.block]
      return column == cursor ? label.highlighted : label
    }
    let lines = VerticalLabels(labels: labels, columns: layout.cell.columns, maxRows: layout.headerRows)
      .lines()
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

/// Four columns: “ .31”, “-.31”, “ 3.1”, “ -12”.
func shortNumber(_ value: Float) -> String {
  let sign = value < 0 ? "-" : ""
  let size = value.magnitude
  let digits = size < 0.995 ? String(decimals(size, 2).dropFirst()) : decimals(size, size < 9.95 ? 1 : 0)
  let text = (sign == "-" && digits == ".00" ? "" : sign) + digits
  return String(repeating: " ", count: max(0, 4 - text.count)) + String(text.prefix(4))
}

enum Direction {
  case up, down, left, right
}

extension StyledText {
  /// The same text as what the cursor is at.
  var highlighted: StyledText { StyledText(plain(), Style(bold: true, reverse: true)) }
}
