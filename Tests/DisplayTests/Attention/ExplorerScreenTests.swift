import Testing

@testable import Display

/// Whole screens, as text and as what a colour terminal is sent.
struct ExplorerScreenTests {
  static let cases: [(name: String, rows: Int, columns: Int, depth: ColorDepth, keys: String)] = [
    ("head.txt", 24, 80, .none, "jjl"),
    ("head-40x12.txt", 12, 40, .none, "]"),
    ("head-120x40.txt", 40, 120, .none, "}]"),
    ("head-16.ansi", 24, 80, .ansi16, "jl"),
    ("head-256.ansi", 24, 80, .ansi256, "jl"),
    ("head-true.ansi", 24, 80, .truecolor, "jl"),
    ("head-hidden.txt", 24, 80, .none, "s"),
    ("head-norms.txt", 24, 80, .none, "v"),
    ("head-scores-8.ansi", 24, 80, .ansi8, "r"),
    ("grid.txt", 24, 80, .none, "Alj"),
    ("grid-40x12.txt", 12, 40, .none, "Al"),
    ("grid-256.ansi", 24, 80, .ansi256, "A"),
    ("grid-ordered.txt", 40, 120, .none, "Aoi"),
    ("token.txt", 24, 80, .none, "T>..ll"),
    ("token-40x12.txt", 12, 40, .none, "T"),
    ("token-256.ansi", 24, 80, .ansi256, "To"),
    ("flow.txt", 24, 80, .none, "F"),
    ("flow-40x12.txt", 12, 40, .none, "Fo{"),
    ("difference.txt", 24, 80, .none, "D"),
    ("difference-40x12.txt", 12, 40, .none, "Dx"),
    ("difference-256.ansi", 24, 80, .ansi256, "D"),
    ("help.txt", 24, 80, .none, "?head"),
    ("search.txt", 24, 80, .none, "/gar"),
    ("count.txt", 24, 80, .none, "12"),
    ("too-small.txt", 8, 20, .none, ""),
  ]

  @Test(arguments: cases.map(\.name))
  func looksAsItDid(name: String) throws {
    let (_, rows, columns, depth, keys) = try #require(Self.cases.first { $0.name == name })
    var explorer = try Specimen.explorer(rows: rows, columns: columns, depth: depth)
    explorer.type(keys)
    try expectScreen(explorer.canvas(rows: rows, columns: columns).ansi(depth), is: name)
  }

  @Test func lightBackground() throws {
    let explorer = try Specimen.explorer(depth: .ansi256, background: .light)
    try expectScreen(explorer.canvas().ansi(.ansi256), is: "head-light-256.ansi")
  }

  @Test func wideAndLongTokens() throws {
    var explorer = try Specimen.explorer("東京の鼴鼠 électroencéphalographiquement 🙂 moles")
    try expectScreen(explorer.canvas().plainText(), is: "head-wide.txt")
    explorer.type("p")
    try expectScreen(explorer.canvas().plainText(), is: "head-wide-words.txt")
  }

  @Test func pairs() throws {
    var explorer = try Specimen.explorer("The mole dug.", pair: "It was blind.")
    explorer.type("b")
    try expectScreen(explorer.canvas().plainText(), is: "head-pair.txt")
  }

  static let long = Array(repeating: "the mole dug a tunnel and", count: 16).joined(separator: " ")

  @Test(arguments: [(ColorDepth.none, "long.txt"), (.ansi256, "long-256.ansi")])
  func longTextsScrollBehindTheirLabels(depth: ColorDepth, name: String) throws {
    var explorer = try Specimen.explorer(Self.long, depth: depth)
    explorer.type("50j60l")
    try expectScreen(explorer.canvas().ansi(depth), is: name)
  }

  @Test func everythingAtOnce() throws {
    var explorer = try Specimen.explorer(Self.long, depth: .ansi256)
    explorer.type("zzz")
    try expectScreen(explorer.canvas().plainText(), is: "long-overview.txt")
  }

  @Test func sentencesAreComparedByTheirWords() throws {
    var explorer = try Specimen.explorer(others: ["A mole was under the garden."])
    #expect(explorer.type("De") == [.study(other: 0)])
    explorer.compare(with: try Specimen.study("A mole was under the garden."), index: 0)
    try expectScreen(explorer.canvas().plainText(), is: "difference-sentences.txt")
  }

  @Test func ablationSaysWhatChanged() throws {
    var explorer = try Specimen.explorer(rows: 24, columns: 80)
    #expect(explorer.type("a") == [.ablate([.init(layer: 0, head: 0)])])
    let (untouched, study) = (try Specimen.study(), try Specimen.study(ablated: [.init(layer: 0, head: 0)]))
    let changes = AblationChanges(
      effect: .init(from: untouched.activations, to: study.activations),
      masks: [(position: 2, candidates: [.init(word: "hole", before: 0.5, after: 0.25)])])
    explorer.show(study, untouched: untouched, changes: changes)
    try expectScreen(explorer.canvas().plainText(), is: "ablated.txt")
    explorer.type("Dxxx")
    try expectScreen(explorer.canvas().plainText(), is: "ablated-difference.txt")
    #expect(explorer.type("u") == [.ablate([])])
  }
}
