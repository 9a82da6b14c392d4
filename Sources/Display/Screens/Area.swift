/// A rectangle of a canvas.
struct Area: Equatable {
  var row: Int
  var column: Int
  var rows: Int
  var columns: Int

  func contains(row: Int, column: Int) -> Bool {
    (self.row..<self.row + max(0, rows)).contains(row)
      && (self.column..<self.column + max(0, columns)).contains(column)
  }
}
