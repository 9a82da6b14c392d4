import Testing

@testable import Display

struct FigureTextTests {
  func text(_ figure: Figure, width: Int = FigureText.unlimited) -> String {
    figure.lines(width: width, palette: .plain).map { $0.plain() }.joined(separator: "\n")
  }

  @Test func oneMapUnderItsTitle() {
    #expect(
      text(smallFigure) == """
        model · head 1.3
        A mole.
                 [
                 C m
                 L o
                 S l
                 ] e
        0 [CLS]  ██    [CLS] 1.00
        1 mole   ▒▒??  [CLS] 0.25

        queries down, keys across  0.00   ░░▒▒▓▓██ 1.00 (square-root scale)
        """)
  }

  @Test func severalMapsHaveTitles() {
    let layers = HeatMap(
      title: "mole → spy", rows: ["1"], columns: ["1", "2"], scale: ColorScale(.diverging, -1...1),
      rowKind: "layer", columnKind: "head", row: { _ in [0.5, -1] })
    let lines = text(Figure(title: "t", maps: [[smallMap], [layers]])).split(separator: "\n")
    #expect(lines.contains("head 1.3"))
    #expect(lines.suffix(4).first == "mole → spy")
    #expect(lines.suffix(2).first == "1  ▒▒-█  2 -1.00")
    #expect(lines.last?.hasPrefix("layers down, heads across  -1.00 ") == true)
  }

  @Test func thumbnailsStandSideBySide() {
    #expect(
      text(thumbnailFigure(tokens: 3)) == """
        all heads

        1.1  1.2  1.3
        █    █    █
         █    █    █
          █    █    █

        2.1  2.2  2.3
        █    █    █
         █    █    █
          █    █    █

        queries down, keys across  0.00   ░░▒▒▓▓██ 1.00 (square-root scale)
        """)
  }

  @Test func thumbnailsArePooled() {
    let lines = text(thumbnailFigure(tokens: 64, rows: 1, columns: 2)).split(separator: "\n")
    #expect(lines[1] == "1.1               1.2")
    #expect(lines[2] == "██                ██")
    #expect(lines.count == 11)
  }

  @Test(arguments: [10, 20, 40, 80])
  func staysWithinTheWidth(width: Int) {
    for figure in [smallFigure, thumbnailFigure(tokens: 20), longFigure(tokens: 30)] {
      let lines = figure.lines(width: width, palette: Palette(depth: .truecolor))
      #expect(lines.allSatisfy { $0.width <= width })
    }
  }

  @Test func narrowScreensShowFewerSideBySide() {
    #expect(text(thumbnailFigure(tokens: 3, rows: 1), width: 8).contains("1.1  1.2\n"))
  }
}
