/// What a picture draws of a heat map: cells, with what they are called, their values and their places on the
/// ramp.
///
/// A map larger than there is room for is pooled: a cell is then the loudest of a block, so that thin lines
/// stay visible, and is named after the ends of the block, “the–mole”.
struct PictureCells {
  let rows: [PictureLabel]
  let columns: [PictureLabel]
  /// Rows of columns; NaN where a row of the map had no number.
  private(set) var values: [[Float]]
  /// As `values`: 0 to 1 on a sequential ramp, -1 to 1 on a diverging one, NaN for what is no number.
  private(set) var positions: [[Float]]
  /// Rows and columns of the map that share a cell; 1 when nothing is pooled.
  let block: (rows: Int, columns: Int)

  init(of map: HeatMap, mostRows: Int, mostColumns: Int) {
    let block = (
      rows: PictureCells.block(map.rows.count, most: mostRows),
      columns: PictureCells.block(map.columns.count, most: mostColumns)
    )
    self.block = block
    rows = PictureCells.labels(map.rows, block: block.rows)
    columns = PictureCells.labels(map.columns, block: block.columns)
    values = []
    positions = []
    guard !columns.isEmpty else { return }
    for start in stride(from: 0, to: map.rows.count, by: block.rows) {
      var loudest: (values: [Float], positions: [Float]) = (
        Array(repeating: .nan, count: columns.count), Array(repeating: .nan, count: columns.count)
      )
      for row in start..<min(start + block.rows, map.rows.count) {
        let values = map.row(row)
        let positions = map.positions(of: values)
        for column in 0..<min(values.count, map.columns.count) {
          let cell = column / block.columns
          let (position, best) = (positions[column], loudest.positions[cell])
          if best.isNaN || position.magnitude > best.magnitude {
            loudest.values[cell] = values[column]
            loudest.positions[cell] = position
          }
        }
      }
      values.append(loudest.values)
      positions.append(loudest.positions)
    }
  }

  var isPooled: Bool { block.rows > 1 || block.columns > 1 }
  var hasGaps: Bool { positions.contains { $0.contains(where: \.isNaN) } }

  private static func block(_ count: Int, most: Int) -> Int {
    max(1, (count + max(1, most) - 1) / max(1, most))
  }

  private static func labels(_ labels: [StyledText], block: Int) -> [PictureLabel] {
    stride(from: 0, to: labels.count, by: block).map { start in
      let end = min(start + block, labels.count) - 1
      let first = PictureLabel(labels[start])
      return end == start ? first : PictureLabel(from: first, to: PictureLabel(labels[end]))
    }
  }
}
