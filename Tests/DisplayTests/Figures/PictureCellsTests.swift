import Testing

@testable import Display

struct PictureCellsTests {
  func map(_ values: [[Float]], scale: ColorScale = ColorScale(.diverging, -1...1)) -> HeatMap {
    HeatMap(
      title: "", rows: values.indices.map { StyledText("r\($0)") },
      columns: (0..<(values.first?.count ?? 0)).map { StyledText("c\($0)") }, scale: scale,
      row: { values[$0] })
  }

  @Test func keepsWhatFits() {
    let cells = PictureCells(of: map([[0.5, -0.5], [0, 1]]), mostRows: 2, mostColumns: 2)
    #expect(cells.values == [[0.5, -0.5], [0, 1]])
    #expect(cells.positions == cells.values)
    #expect(cells.rows.map(\.text) == ["r0", "r1"])
    #expect(!cells.isPooled)
  }

  @Test func poolsToTheLoudest() {
    let cells = PictureCells(
      of: map([[0.1, -0.9, 0.2], [0.3, 0.4, .nan], [.nan, .nan, 0.5]]), mostRows: 2, mostColumns: 2)
    #expect(cells.values[0] == [-0.9, 0.2])
    #expect(cells.values[1][0].isNaN && cells.values[1][1] == 0.5)
    #expect(cells.block == (2, 2))
    #expect(cells.columns.map(\.text) == ["c0–c1", "c2"])
    #expect(cells.hasGaps)
  }

  /// The loudest is the one that looks loudest, also where each row has a scale of its own.
  @Test func poolsByColourNotByValue() {
    var rows = map([[10, 9], [1, 2]], scale: ColorScale(.sequential, 0...10))
    rows.scalesEachRow = true
    let cells = PictureCells(of: rows, mostRows: 1, mostColumns: 2)
    #expect(cells.values == [[10, 2]])
    #expect(cells.positions == [[1, 1]])
  }

  @Test func takesRowsThatAreTooShortOrTooLong() {
    let ragged = HeatMap(
      title: "", rows: ["a", "b"], columns: ["x", "y"], scale: .weights, row: { [[], [1, 0, 0.5]][$0] })
    let cells = PictureCells(of: ragged, mostRows: 9, mostColumns: 9)
    #expect(cells.values[0].allSatisfy { $0.isNaN })
    #expect(cells.values[1] == [1, 0])
  }

  @Test func emptyMapsHaveNoCells() {
    #expect(PictureCells(of: map([]), mostRows: 9, mostColumns: 9).positions.isEmpty)
    #expect(PictureCells(of: map([[], []]), mostRows: 9, mostColumns: 9).positions.isEmpty)
  }
}
