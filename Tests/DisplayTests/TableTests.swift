import Testing

@testable import Display

struct TableTests {
  func text(_ table: Table, _ width: Int?) -> String {
    table.lines(width: width).map { $0.plain() }.joined(separator: "\n")
  }

  let tokens = Table(
    columns: [
      .init("pos", align: .right), .init("token", mayShrink: true), .init("id", align: .right),
      .init("text", mayShrink: true),
    ],
    rows: [
      ["0", "[CLS]", "101", ""],
      ["1", "the", "1996", "The"],
      ["2", "土竜", "100", "土竜"],
      ["3", "##\u{1b}[2J", "7", "🐾 unpronounceable"],
    ])

  @Test func alignsWideCharactersAndShowsControls() {
    #expect(
      text(tokens, nil) == """
        pos  token     id  text
          0  [CLS]    101
          1  the     1996  The
          2  土竜     100  土竜
          3  ##␛[2J     7  🐾 unpronounceable
        """)
  }

  @Test func shrinksTheWidestColumnThatMay() {
    #expect(
      text(tokens, 30) == """
        pos  token     id  text
          0  [CLS]    101
          1  the     1996  The
          2  土竜     100  土竜
          3  ##␛[2J     7  🐾 unprono…
        """)
    #expect(
      text(tokens, 20) == """
        pos  tok…    id  text
          0  [CL…   101
          1  the   1996  The
          2  土竜   100  土竜
          3  ##␛…     7  🐾 …
        """)
  }

  @Test(arguments: [21, 25, 40, 80, 200])
  func staysWithinTheWidth(width: Int) {
    #expect(tokens.lines(width: width).allSatisfy { $0.width <= width })
  }

  @Test func keepsColumnsBesideRightToLeftWords() {
    let table = Table(
      columns: [.init("token"), .init("id", align: .right)], rows: [["שלום", "1"], ["mole", "2"]])
    #expect(
      text(table, nil) == """
        token  id
        \u{200e}שלום\u{200e}    1
        mole    2
        """)
  }

  @Test func takesRowsOfAnyLength() {
    let table = Table(columns: [.init("a"), .init("b")], rows: [["1"], ["1", "2", "3"]])
    #expect(text(table, nil) == "a  b\n1\n1  2")
  }

  @Test func makesRowsOnlyWhenAsked() {
    let table = Table(columns: [.init("n", align: .right)], rowCount: 100_000) { ["\($0)"] }
    #expect(table.lines(width: 80).prefix(2).map { $0.plain() } == ["    n", "    0"])
  }

  @Test func hasNothingButAHeaderWhenEmpty() {
    #expect(text(Table(columns: [.init("a"), .init("b")], rows: []), 80) == "a  b")
  }
}
