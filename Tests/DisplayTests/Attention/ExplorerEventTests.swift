import Encoders
import Testing

@testable import Analysis
@testable import Display

/// Events in, state out.
struct ExplorerEventTests {
  @Test(arguments: [
    ("j", 1, 0), ("3j2l", 3, 2), ("99j", 10, 0), ("3j5k", 0, 0), ("G", 10, 10), ("Gg", 0, 0), ("7g", 7, 7),
    ("4l2h", 0, 2), ("jhjk", 1, 0), ("12⎋j", 1, 0), ("0j", 1, 0), ("10jj", 10, 0),
  ])
  func movesWithCounts(keys: String, row: Int, column: Int) throws {
    var explorer = try Specimen.explorer()
    #expect(explorer.type(keys).isEmpty)
    #expect(explorer.panes.head.window.row == row)
    #expect(explorer.panes.head.window.column == column)
  }

  @Test func arrowsAndPagesMoveToo() throws {
    var explorer = try Specimen.explorer(rows: 13)
    for key: Key in [.down, .down, .right, .up] { _ = explorer.update(.key(key)) }
    #expect((explorer.panes.head.window.row, explorer.panes.head.window.column) == (1, 1))
    _ = explorer.update(.key(.pageDown))
    #expect(explorer.panes.head.window.row == 6)
    _ = explorer.update(.key(.end))
    _ = explorer.update(.key(.pageUp))
    #expect(explorer.panes.head.window.row == 5)
    _ = explorer.update(.key(.home))
    #expect(explorer.panes.head.window.row == 0)
  }

  @Test(arguments: [
    ("]", "1.2"), ("[", "1.4"), ("}", "2.1"), ("{", "3.1"), ("3]2}", "3.4"), ("5]", "1.2"), ("4}", "2.1"),
  ])
  func headsAndLayersGoAround(keys: String, head: String) throws {
    var explorer = try Specimen.explorer()
    explorer.type(keys)
    #expect(explorer.panes.head.index == HeadIndex(head))
  }

  @Test func viewsRememberTheirPlaces() throws {
    var explorer = try Specimen.explorer()
    explorer.type("3j2lA2jlF4jH")
    #expect(explorer.panes.kind == .head)
    #expect((explorer.panes.head.window.row, explorer.panes.head.window.column) == (3, 2))
    #expect((explorer.panes.grid.row, explorer.panes.grid.column) == (2, 1))
    #expect(explorer.panes.flow.window.row == 4)
    explorer.type("⇥⇥")
    #expect(explorer.panes.kind == .token)
    _ = explorer.update(.key(.backTab))
    #expect(explorer.panes.kind == .grid)
  }

  @Test func enterOpensAndEscapeGoesBack() throws {
    var explorer = try Specimen.explorer()
    explorer.type("Ajll⏎")
    #expect(explorer.panes.kind == .head)
    #expect(explorer.panes.head.index == HeadIndex("2.3"))
    explorer.type("⎋")
    #expect(explorer.panes.kind == .grid)
    #expect(explorer.type("⎋").isEmpty)
    #expect(explorer.panes.kind == .grid)
  }

  @Test func unknownSequencesAreNotEscape() throws {
    var explorer = try Specimen.explorer()
    explorer.type("A⏎")
    #expect(explorer.update(.key(.unknown)) == nil)
    #expect(explorer.panes.kind == .head)
  }

  @Test func theCursorStaysAtItsTokenWhenRowsChange() throws {
    var explorer = try Specimen.explorer("Moles dig tunnelings under gardens.")
    explorer.type("/garden⏎")
    let map = explorer.panes.head.map(explorer.scene)
    #expect(map.rows[explorer.panes.head.window.row].plain().hasPrefix("garden"))
    explorer.type("s")
    #expect(
      explorer.panes.head.map(explorer.scene).rows[explorer.panes.head.window.row].plain().hasPrefix("garden")
    )
    explorer.type("p")
    #expect(explorer.panes.head.map(explorer.scene).rows[explorer.panes.head.window.row].plain() == "gardens")
    explorer.type("sp")
    #expect(
      explorer.panes.head.map(explorer.scene).rows[explorer.panes.head.window.row].plain().hasPrefix("garden")
    )
  }

  @Test func searchGoesAround() throws {
    var explorer = try Specimen.explorer()
    explorer.type("/THE⏎")
    #expect(explorer.panes.head.window.row == 1)
    explorer.type("n")
    #expect(explorer.panes.head.window.row == 7)
    explorer.type("n")
    #expect(explorer.panes.head.window.row == 1)
    explorer.type("N")
    #expect(explorer.panes.head.window.row == 7)
    explorer.type("/zebra⏎")
    #expect(explorer.panes.head.window.row == 7)
    #expect(explorer.canvas().plainText().contains("no token holds “zebra”"))
    explorer.type("/gardx⌫⏎")
    #expect(explorer.panes.head.window.row == 8)
    explorer.type("/the⎋n")
    #expect(explorer.panes.head.window.row == 8)
  }

  @Test func filesAreAskedFor() throws {
    var explorer = try Specimen.explorer()
    #expect(explorer.type("w⏎") == [.write(path: "attention-head.svg", replacing: false)])
    explorer.askToReplace("attention-head.svg")
    #expect(explorer.canvas().plainText().contains("Replace it? y/n"))
    #expect(explorer.type("y") == [.write(path: "attention-head.svg", replacing: true)])
    explorer.askToReplace("a.svg")
    #expect(explorer.type("n").isEmpty)
    #expect(explorer.type("w⎋q") == [.leave])
  }

  @Test func typingANameIsNoCommand() throws {
    var explorer = try Specimen.explorer()
    explorer.type("w")
    _ = explorer.update(.key(.control("u")))
    #expect(explorer.type("qa 1.png⏎") == [.write(path: "qa 1.png", replacing: false)])
  }

  @Test func interruptsGiveUpAQuestionThenLeave() throws {
    var explorer = try Specimen.explorer()
    explorer.type("/mo")
    #expect(explorer.update(.interrupted) == nil)
    #expect(explorer.update(.interrupted) == .leave)
  }

  @Test func headsAreSwitchedOffAndOn() throws {
    var explorer = try Specimen.explorer()
    let head = HeadIndex(layer: 0, head: 1)
    #expect(explorer.type("]a") == [.ablate([head])])
    explorer.show(try Specimen.study(ablated: [head]), untouched: try Specimen.study(), changes: nil)
    #expect(explorer.type("a") == [.ablate([])])
    #expect(explorer.type("]a") == [.ablate([head, HeadIndex(layer: 0, head: 2)])])
    #expect(explorer.type("Ajla") == [.ablate([head, HeadIndex(layer: 1, head: 1)])])
    #expect(explorer.type("Fa").isEmpty)
  }

  @Test func togglesChangeTheLens() throws {
    var explorer = try Specimen.explorer(pair: "It was blind.")
    explorer.type("spvc")
    #expect(explorer.scene.lens.hidesSpecial && explorer.scene.lens.mergesWords)
    #expect(explorer.scene.lens.quantity == .norms)
    #expect(explorer.scene.shading == .linear)
    explorer.type("r")
    #expect(explorer.scene.lens.quantity == .scores)
    explorer.type("rb")
    #expect(explorer.scene.lens.quantity == .weights)
    #expect(explorer.scene.lens.block == .firstToSecond)
    explorer.type("ccc")
    #expect(explorer.scene.shading == .sqrt)
  }

  @Test func theMouseChoosesAndOpens() throws {
    var explorer = try Specimen.explorer()
    let lines = explorer.canvas().plainText().split(separator: "\n", omittingEmptySubsequences: false)
    let dug = try #require(lines.firstIndex { $0.hasPrefix("dug") })
    _ = explorer.update(.mouse(.init(.press, row: dug, column: 7 + 2 * 4 + 1)))
    #expect((explorer.panes.head.window.row, explorer.panes.head.window.column) == (3, 4))
    _ = explorer.update(.mouse(.init(.wheelDown, row: dug, column: 20)))
    #expect(explorer.panes.head.window.row == 4)
    _ = explorer.update(.mouse(.init(.press, row: 0, column: 6)))
    #expect(explorer.panes.kind == .grid)
    _ = explorer.update(.mouse(.init(.press, row: 9, column: 20)))
    #expect((explorer.panes.grid.row, explorer.panes.grid.column) == (1, 1))
    _ = explorer.update(.mouse(.init(.doubleClick, row: 9, column: 20)))
    #expect(explorer.panes.kind == .head)
    #expect(explorer.panes.head.index == HeadIndex("2.2"))
    #expect(explorer.type("m") == [.useMouse(false)])
    #expect(explorer.type("m") == [.useMouse(true)])
  }

  @Test func helpFiltersAndCloses() throws {
    var explorer = try Specimen.explorer()
    explorer.type("?")
    #expect(explorer.canvas(rows: 24).plainText().contains("one query down"))
    explorer.type("rollout")
    #expect(!explorer.canvas().plainText().contains("one query down"))
    #expect(explorer.canvas().plainText().contains("flow: rollout"))
    #expect(explorer.type("⎋").isEmpty)
    #expect(explorer.canvas().plainText().contains("top: "))
    #expect(explorer.type("?qq") == [.leave])
  }

  @Test func everyKeyIsBoundOnceAView() {
    for kind in AttentionViewKind.allCases {
      let keys = KeyBinding.all.filter { $0.kinds?.contains(kind) ?? true }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "a key does two things in \(kind)")
    }
  }

  @Test func differencesTurnRound() throws {
    var explorer = try Specimen.explorer()
    explorer.type("D")
    let before = explorer.panes.difference.map(explorer.scene).row(4)
    explorer.type("X")
    #expect(explorer.panes.difference.map(explorer.scene).row(4) == before.map { -$0 })
    explorer.type("Xx")
    #expect(explorer.panes.difference.title(explorer.scene) == "layer 1 − layer 2")
    explorer.type("x")
    #expect(explorer.canvas().plainText().contains("there is no other sentence"))
  }
}
