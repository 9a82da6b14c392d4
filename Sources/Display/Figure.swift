/// What a view shows, without a screen: the same picture for SVG, PNG, HTML, JSON, CSV and text.
public struct Figure {
  /// “all-MiniLM-L6-v2 · layer 1 head 3”.
  public var title: String
  /// What one must know to read it: the sentence, what the numbers are, what was left out.
  public var notes: [String]
  /// Rows of maps that stand side by side; each row may have another number of maps.
  public var maps: [[HeatMap]]
  /// Small maps without labels: all heads of a model.
  public var areThumbnails: Bool
  /// Numbers that belong to the picture but are not in it; for data and text.
  public var measures: Measures?

  /// A table of numbers.
  public struct Measures {
    public let columns: [String]
    public let rows: [(name: String, values: [Float])]

    public init(columns: [String], rows: [(name: String, values: [Float])]) {
      self.columns = columns
      self.rows = rows
    }
  }

  public init(
    title: String, notes: [String] = [], maps: [[HeatMap]], areThumbnails: Bool = false,
    measures: Measures? = nil
  ) {
    self.title = title
    self.notes = notes
    self.maps = maps
    self.areThumbnails = areThumbnails
    self.measures = measures
  }
}
