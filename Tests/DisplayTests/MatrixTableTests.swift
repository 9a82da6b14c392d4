import Testing

@testable import Display

struct MatrixTableTests {
  let sentences: [StyledText] = ["The mole dug a tunnel under the wall.", "土竜が穴を掘る。", "A spy."]

  func cosine(_ row: Int, _ column: Int) -> Float {
    row == column ? 1 : [0.05, 0.25, 0.625][(row + column) % 3]
  }

  func text(_ table: MatrixTable, _ width: Int) -> String {
    table.lines(width: width, palette: .plain).map { $0.plain() }.joined(separator: "\n")
  }

  @Test func numbersItsRowsAndColumns() {
    #expect(
      text(MatrixTable(rows: sentences, value: cosine), 80) == """
                                              1     2     3
        1 The mole dug a tunnel under t…   1.00█ 0.25░ 0.62▓
        2 土竜が穴を掘る。                 0.25░ 1.00█ 0.05
        3 A spy.                           0.62▓ 0.05  1.00█
        """)
  }

  @Test func comesInWindowsWhereColorIsMissing() {
    #expect(
      text(MatrixTable(rows: sentences, columns: ["layer 0", "layer 1", "x"], places: 1, value: cosine), 30)
        == """
                     layer 0  layer 1
        The mole …       1.0█     0.2░
        土竜が穴…        0.2░     1.0█
        A spy.           0.6▓     0.1

                           x
        The mole …       0.6▓
        土竜が穴…        0.1
        A spy.           1.0█
        """)
  }

  @Test func dropsTheNumbersBeforeTheColors() {
    let table = MatrixTable(rows: (0..<12).map { "row \($0)" }) { $0 == $1 ? 1 : 0 }
    let palette = Palette(depth: .ansi256)
    let lines = table.lines(width: 40, palette: palette)
    #expect(lines.count == 14)
    #expect(lines[0].plain() == "                             1 1 1")
    #expect(lines[1].plain() == "           1 2 3 4 5 6 7 8 9 0 1 2")
    #expect(lines[2].width == 9 + 2 + 24)
    #expect(lines[2].ansi(.ansi256).hasPrefix(" 1 row 0   \u{1b}[0;48;5;227m  \u{1b}[0m\u{1b}[0;48;5;233m  "))
  }

  @Test func writesOnTheColorOfTheValue() {
    let table = MatrixTable(rows: ["a"], columns: ["b"]) { _, _ in 1 }
    let lines = table.lines(width: 40, palette: Palette(depth: .truecolor))
    #expect(lines[1].ansi(.truecolor) == "a  \u{1b}[0;38;5;16;48;2;253;231;37m 1.00 \u{1b}[0m")
  }

  @Test(arguments: [20, 40, 80, 200], [ColorDepth.none, .ansi16])
  func staysWithinTheWidth(width: Int, depth: ColorDepth) {
    let table = MatrixTable(rows: (0..<50).map { "sentence \($0)" }, value: cosine)
    #expect(table.lines(width: width, palette: Palette(depth: depth)).allSatisfy { $0.width <= width })
  }

  @Test func showsWhatIsNoNumber() {
    let table = MatrixTable(rows: ["a"], columns: ["b"]) { _, _ in .nan }
    #expect(text(table, 40) == "      b\na   nan")
  }

  @Test func canBeEmpty() {
    #expect(MatrixTable(rows: []) { _, _ in 0 }.lines(width: 80, palette: .plain).isEmpty)
  }
}
