/// A heat map's cells, or the steps of a legend.
struct PictureGrid {
  /// Places on the ramp, rows of columns.
  let positions: [[Float]]
  let ramp: ColorRamp
  var x = 0
  var y = 0
  let cellWidth: Int
  let cellHeight: Int
  /// Which map of the figure it shows; nil for a legend.
  var map: Int?

  var rows: Int { positions.count }
  var columns: Int { positions.first?.count ?? 0 }
  var width: Int { columns * cellWidth }
  var height: Int { rows * cellHeight }
}
