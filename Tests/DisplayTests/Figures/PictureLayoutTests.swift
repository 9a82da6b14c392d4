import Testing

@testable import Display

struct PictureLayoutTests {
  typealias Box = (left: Int, top: Int, right: Int, bottom: Int)

  func overlap(_ a: Box, _ b: Box) -> Bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  }

  func box(_ grid: PictureGrid) -> Box { (grid.x, grid.y, grid.x + grid.width, grid.y + grid.height) }

  func figure(_ count: Int, label: String) -> Figure {
    let labels = (0..<count).map { StyledText("\(label)\($0)") }
    let map = HeatMap(title: "m", rows: labels, columns: labels, scale: .weights) { _ in
      Array(repeating: 0.5, count: count)
    }
    let ribbon = HeatMap(title: "r", rows: ["one"], columns: labels, scale: .weights) { _ in
      Array(repeating: 0.5, count: count)
    }
    return Figure(title: "title", notes: ["a note"], maps: [[ribbon], [map, map]])
  }

  @Test(arguments: [1, 2, 5, 20, 60, 75, 128, 200, 512], ["t", "土竜の穴", "incomprehensibilities#"])
  func nothingOverlapsOrLeavesThePage(count: Int, label: String) {
    let layout = PictureLayout(figure(count, label: label))
    let boxes = layout.texts.map(\.box) + layout.grids.map(box)
    // In order of their tops, so that only neighbours need be compared.
    let sorted = boxes.sorted { $0.top < $1.top }
    for (index, box) in sorted.enumerated() {
      #expect(box.left >= 0 && box.top >= 0 && box.right <= layout.width && box.bottom <= layout.height)
      for other in sorted[(index + 1)...].prefix(while: { $0.top < box.bottom }) where overlap(box, other) {
        Issue.record("\(box) and \(other) overlap")
        return
      }
    }
  }

  @Test(arguments: [(10, 18), (71, 18), (128, 10), (256, 5), (512, 2), (1024, 2)])
  func cellsShrinkWithTheSentence(count: Int, side: Int) {
    let grid = PictureLayout(longFigure(tokens: count)).grids[0]
    #expect((grid.cellWidth, grid.cellHeight) == (side, side))
    #expect((grid.rows, grid.columns) == (count, count))
  }

  @Test func aFewRowsStayReadableOverALongSentence() {
    let ribbon = PictureLayout(figure(512, label: "t")).grids[0]
    #expect((ribbon.cellWidth, ribbon.cellHeight) == (2, 18))
  }

  @Test func poolsWhatIsTooLargeAndSaysSo() {
    let layout = PictureLayout(longFigure(tokens: 1300))
    #expect(layout.grids[0].columns == 650)
    #expect(layout.texts.contains { $0.text == "each cell is the largest of 2 × 2" })
  }

  @Test func oneScaleHasOneLegend() {
    #expect(PictureLayout(figure(5, label: "t")).grids.count { $0.map == nil } == 1)
    var figure = figure(5, label: "t")
    figure.maps[1][1].scale = ColorScale(.sequential, 0...3)
    #expect(PictureLayout(figure).grids.count { $0.map == nil } == 3)
  }

  @Test func thumbnailsOfOtherScalesNameTheirEnds() {
    var figure = thumbnailFigure(tokens: 4)
    #expect(PictureLayout(figure).texts.contains { $0.text == "1.2" })
    figure.maps[0][1].scale = ColorScale(.sequential, 0...3)
    let layout = PictureLayout(figure)
    #expect(layout.texts.contains { $0.text == "1.2 ≤ 3.00" })
    #expect(layout.grids.count { $0.map == nil } == 1)
  }

  @Test func emptyFiguresSaySo() {
    let empty = HeatMap(title: "", rows: [], columns: [], scale: .weights) { _ in [] }
    for maps in [[], [[]], [[empty]]] {
      let layout = PictureLayout(Figure(title: "t", maps: maps))
      #expect(layout.texts.map(\.text) == ["t", "nothing is left to show"])
      #expect(layout.grids.isEmpty)
    }
  }

  @Test func longWordsAreCut() {
    let layout = PictureLayout(hostileFigure)
    #expect(layout.texts.allSatisfy { $0.box.right <= layout.width })
    #expect(layout.texts.count { $0.kind == .title } <= 2)
  }
}
