import Testing

@testable import Display

struct PictureLegendTests {
  func ends(_ scale: ColorScale, eachRow: Bool = false) -> [String] {
    let map = HeatMap(title: "", rows: [], columns: [], scale: scale, scalesEachRow: eachRow) { _ in [] }
    return PictureLegend(map).block(hasGaps: false).texts.map(\.text)
  }

  @Test func namesTheEndsAndTheScale() {
    #expect(ends(.weights) == ["0.00", "1.00", "square-root scale"])
    #expect(ends(ColorScale(.diverging, -0.125...0.0625)) == ["-0.1250", "0.1250", "linear scale"])
    #expect(
      ends(ColorScale(.sequential, 0...1, curve: .logarithmic)) == ["≤ 0.001000", "1.00", "log scale"])
    #expect(ends(.weights, eachRow: true) == ["0", "row’s largest", "square-root scale"])
  }

  @Test func goesFromEndToEnd() {
    let map = HeatMap(
      title: "", rows: [], columns: [], scale: ColorScale(.diverging, -1...1), row: { _ in [] })
    let steps = PictureLegend(map).block(hasGaps: true).grids
    #expect(steps[0].positions[0].first == -1 && steps[0].positions[0].last == 1)
    #expect(steps[1].positions[0].allSatisfy { $0.isNaN })
  }
}
