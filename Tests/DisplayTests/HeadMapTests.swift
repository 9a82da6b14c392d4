import Testing

@testable import Display

struct HeadMapTests {
  let tokens: [StyledText] = ["[CLS]", "the", "mole", "土竜", "[SEP]"]

  /// Each query attends to the key before it.
  func previous(_ query: Int, _ key: Int) -> Float {
    key == max(0, query - 1) ? 0.75 : key == 4 ? 0.2 : 0.0125
  }

  func text(_ map: HeadMap, _ width: Int) -> String {
    map.lines(width: width, palette: .plain).map { $0.plain() }.joined(separator: "\n")
  }

  @Test func showsQueriesDownAndKeysAcross() {
    #expect(
      text(HeadMap(tokens: tokens, weight: previous), 80) == """
                 [       [
                 C   m   S
                 L t o   E
                 S h l 土P
                 ] e e 竜]
        0 [CLS]  ██      ▒▒  [CLS] 0.75
        1 the    ██      ▒▒  [CLS] 0.75
        2 mole     ██    ▒▒  the 0.75
        3 土竜       ██  ▒▒  mole 0.75
        4 [SEP]        ██▒▒  土竜 0.75

        queries down, keys across  0.00   ░░▒▒▓▓██ 1.00 (square-root scale)
        """)
  }

  @Test func headsNarrowColumnsWithPositions() {
    let lines = HeadMap(tokens: (0..<40).map { "t\($0)" }, weight: previous).lines(width: 80, palette: .plain)
    #expect(lines[1].plain() == "        0123456789012345678901234567890123456789")
    #expect(lines[3].plain().hasPrefix(" 1 t1   █"))
    #expect(lines[3].plain().hasSuffix("  t0 0.75"))
  }

  @Test func namesTheStrongestKeysOfLongSequences() {
    let map = HeadMap(tokens: (0..<200).map { "t\($0)" }, weight: previous)
    #expect(
      map.lines(width: 50, palette: .plain)[7].plain() == "  7 t7    t6 0.75 · t4 0.20 · t0 0.01 · t1 0.01")
    #expect(map.lines(width: 50, palette: .plain).count == 200)
  }

  @Test func coloursTheWeights() {
    let lines = HeadMap(tokens: ["a"]) { _, _ in 1 }.lines(width: 80, palette: Palette(depth: .truecolor))
    #expect(lines[1].ansi(.truecolor).contains("\u{1b}[0;48;2;253;231;37m  \u{1b}[0m  a 1.00"))
  }

  @Test(arguments: [1, 5, 12, 30, 60, 100], [20, 40, 80, 200])
  func staysWithinTheWidth(count: Int, width: Int) {
    let map = HeadMap(tokens: (0..<count).map { "token\($0)" }, weight: previous)
    #expect(map.lines(width: width, palette: Palette(depth: .ansi256)).allSatisfy { $0.width <= width })
  }
}
