import Testing

@testable import Display

@Suite struct SensePlotTests {
  private func plain(_ points: [(Double, Double, Int)], _ width: Int, _ height: Int) -> [String] {
    SensePlot(points.map { SensePlot.Point(x: $0.0, y: $0.1, group: $0.2) })
      .lines(width: width, height: height, palette: .plain).map { $0.plain() }
  }

  @Test func cornersAreCorners() {
    #expect(
      plain([(0, 0, 0), (18, 0, 1), (0, 8, 2), (18, 8, 3)], 19, 7) == [
        "───────────────────", "■                 ◆", "", "", "", "●                 ▲",
        "───────────────────",
      ])
  }

  /// Twice as far up as across is as many columns as rows.
  @Test func distancesMeanTheSame() {
    let lines = plain([(0, 0, 0), (4, 0, 1), (0, 8, 2)], 21, 7)
    #expect(lines[5].drop { $0 == " " } == "●   ▲")
    #expect(lines[1].contains("■"))
  }

  @Test func severalPointsInACell() {
    let plot = SensePlot(
      [(0, 0, 1), (0, 0, 2), (0, 0, 2), (9, 0, 0)].map { SensePlot.Point(x: $0.0, y: $0.1, group: $0.2) })
    let line = plot.lines(width: 10, height: 5, palette: Palette(depth: .ansi16))[1]
    #expect(line.plain() == "■        ●")
    #expect(line.runs[0].style.bold)
    #expect(line.runs.last?.style.bold == false)
  }

  @Test func whatCannotBeDrawn() {
    #expect(plain([], 20, 10).count == 2)
    #expect(plain([(1, 1, 0)], 20, 10).contains { $0.contains("●") })
    #expect(
      plain([(.nan, 1, 0), (1, .infinity, 0), (2, 2, 40)], 20, 10).joined().contains { !"─ ".contains($0) })
    #expect(plain([(1e308, 0, 0), (-1e308, 0, 0)], 20, 10).count == 2)
    for width in 1...40 {
      for line in plain([(0, 0, 0), (1e300, -1e300, 5), (-1e300, 1e-300, 6)], width, 6) {
        #expect(line.count <= max(8, width))
      }
    }
  }
}
