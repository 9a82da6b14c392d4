/// A heat map made small: a cell is the loudest of the cells it stands for, so that thin lines stay visible.
struct Thumbnail {
  /// Places on the ramp, rows of columns.
  let positions: [[Float]]

  /// - Parameters:
  ///   - rows, columns: of the thumbnail; a smaller map is stretched.
  ///   - mostRows: how many rows of the map a row of the thumbnail looks at. They are spread evenly.
  init(of map: HeatMap, rows: Int, columns: Int, mostRows: Int = 4) {
    let (height, width) = (map.rows.count, map.columns.count)
    guard height > 0, width > 0 else {
      positions = Array(repeating: Array(repeating: 0, count: max(0, columns)), count: max(0, rows))
      return
    }
    positions = (0..<max(0, rows)).map { row in
      let range = Thumbnail.range(row, of: rows, over: height)
      let looked = min(range.count, mostRows)
      let lines = (0..<looked).map { line in
        let values = map.row(range.lowerBound + line * range.count / looked)
        return map.scalesEachRow ? map.positions(of: values) : values
      }
      let loudest = (0..<columns).map { column in
        let range = Thumbnail.range(column, of: columns, over: width)
        return lines.map { $0[range].loudest }.loudest
      }
      return map.scalesEachRow ? loudest : map.positions(of: loudest)
    }
  }

  private static func range(_ index: Int, of count: Int, over length: Int) -> Range<Int> {
    let start = index * length / count
    return start..<max(start + 1, (index + 1) * length / count)
  }
}

extension Sequence<Float> {
  /// The one of the largest magnitude, with its sign; 0 of none.
  var loudest: Float { reduce(0) { $1.magnitude > $0.magnitude ? $1 : $0 } }
}
