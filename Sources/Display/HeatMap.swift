/// A matrix of numbers to look at: what its rows and columns are called, and how a number becomes a colour.
/// Screens, printed text, pictures and data files all show the same one.
public struct HeatMap {
  /// “layer 1 head 3”.
  public var title: String
  public var rows: [StyledText]
  public var columns: [StyledText]
  public var scale: ColorScale
  /// Whether each row has a scale of its own, from 0 to its largest magnitude.
  public var scalesEachRow: Bool
  /// What a row and a column are, in one word each: “query” and “key”.
  public var rowKind: String
  public var columnKind: String
  /// One row's values, as many as there are columns. Computed when it is asked for: a long text has more rows
  /// than a screen.
  public var row: (Int) -> [Float]

  public init(
    title: String, rows: [StyledText], columns: [StyledText], scale: ColorScale,
    scalesEachRow: Bool = false, rowKind: String = "query", columnKind: String = "key",
    row: @escaping (Int) -> [Float]
  ) {
    self.title = title
    self.rows = rows
    self.columns = columns
    self.scale = scale
    self.scalesEachRow = scalesEachRow
    self.rowKind = rowKind
    self.columnKind = columnKind
    self.row = row
  }

  /// Each value's place on the ramp: 0 to 1 on a sequential one, -1 to 1 on a diverging one, NaN for what is
  /// no number.
  public func positions(of values: [Float]) -> [Float] {
    guard scalesEachRow else { return values.map(scale.position) }
    let reach = values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    let own = ColorScale(scale.ramp, 0...reach, curve: scale.curve)
    return values.map(own.position)
  }
}
