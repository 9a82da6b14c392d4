import Display
import Testing

@testable import Terminal

struct TerminalInfoTests {
  @Test func sizeFallsBack() {
    #expect(TerminalInfo.size(lines: "50", columns: "132") == .init(rows: 50, columns: 132))
    #expect(TerminalInfo.size(lines: nil, columns: "") == .init(rows: 24, columns: 80))
    #expect(TerminalInfo.size(lines: "-1", columns: "0") == .init(rows: 24, columns: 80))
    #expect(TerminalInfo.size(lines: "99999999", columns: "80").rows == 10_000)
  }

  static let terminals: [(term: String, colorterm: String?, colors: Int, depth: ColorDepth)] = [
    ("xterm", "truecolor", 8, .truecolor), ("xterm", "24bit", 8, .truecolor),
    ("xterm-direct", nil, 256, .truecolor), ("xterm-256color", nil, 256, .ansi256),
    ("xterm-16color", nil, 16, .ansi16), ("xterm", "yes", 8, .ansi8), ("vt100", nil, -1, .none),
    ("mystery", nil, 1 << 24, .truecolor),
  ]

  @Test(arguments: terminals)
  func colorDepth(term: String, colorterm: String?, colors: Int, expected: ColorDepth) {
    let depth = TerminalInfo.colorDepth(term: term, colorterm: colorterm, colors: { colors })
    #expect(depth == expected)
  }

  @Test func backgroundByTheLastField() {
    #expect(TerminalInfo.background(colorfgbg: "0;15") == .light)
    #expect(TerminalInfo.background(colorfgbg: "0;default;7") == .light)
    #expect(TerminalInfo.background(colorfgbg: "15;0") == .dark)
    #expect(TerminalInfo.background(colorfgbg: "15;8") == .dark)
    #expect(TerminalInfo.background(colorfgbg: "15;default") == .dark)
    #expect(TerminalInfo.background(colorfgbg: nil) == .dark)
  }
}
