import Testing

@testable import Display

struct CanvasTests {
  @Test func clipsAtEveryEdge() {
    var canvas = Canvas(rows: 2, columns: 6)
    canvas.put("mole", row: 0, column: 4)
    canvas.put("mole", row: 1, column: -2)
    canvas.put("lost", row: 2, column: 0)
    canvas.put("lost", row: -1, column: 0)
    canvas.put("mole", row: 1, column: 3, maxWidth: 2)
    #expect(canvas.plainText() == "    mo\nle mo\n")
  }

  @Test func neverSplitsAWideCharacter() {
    var canvas = Canvas(rows: 3, columns: 5)
    canvas.put("土竜土", row: 0, column: 0)
    canvas.put("土竜", row: 1, column: 0)
    canvas.put("x", row: 1, column: 1)
    canvas.put("土竜", row: 2, column: 0)
    canvas.put("竜", row: 2, column: 1)
    #expect(canvas.plainText() == "土竜\n x竜\n 竜\n")
    #expect(canvas[1, 2] == Cell(text: "竜", style: .plain, width: 2))
    #expect(canvas[1, 3].width == 0)
  }

  @Test func showsStyles() {
    var canvas = Canvas(rows: 1, columns: 4)
    canvas.put(StyledText("ab", Style(foreground: .palette(1))), row: 0, column: 1)
    #expect(canvas.ansi(.ansi16) == " \u{1b}[0;31mab\u{1b}[0m \n")
    #expect(canvas.ansi(.none) == " ab\n")
  }

  @Test func canBeEmpty() {
    var canvas = Canvas(rows: -1, columns: 0)
    canvas.put("x", row: 0, column: 0)
    #expect(canvas.plainText() == "")
  }
}
