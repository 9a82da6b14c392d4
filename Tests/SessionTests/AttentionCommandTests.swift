import Checkpoints
import Display
import Foundation
import Tensors
import Testing

@testable import Session

struct AttentionCommandTests {
  /// A session at a terminal whose full screen is `screen`.
  func explored(
    _ line: String, events: [Event], typed: [String] = [], depth: ColorDepth = .none
  ) throws -> (test: TestSession, screen: ScriptedScreen) {
    let screen = ScriptedScreen(rows: 24, columns: 80, depth: depth, events: events)
    let test = TestSession(width: 80, openScreen: { _ in screen })
    test.session.mayOpenScreens = true
    for text in typed { try test.session.execute(text) }
    try test.session.execute(line)
    return (test, screen)
  }

  func keys(_ text: String) -> [Event] { text.map { .key(.character($0)) } }

  @Test func opensTheExplorerAndGivesTheScreenBack() throws {
    let (test, screen) = try explored(
      ":attention --head 3", events: keys("jj") + [.resized(rows: 30, columns: 100)] + keys("Aq"),
      typed: ["The mole dug a tunnel."])
    #expect(screen.isClosed)
    #expect(screen.shown.count == 5)
    #expect(screen.shown[2].plainText().contains("mole → [CLS]"))
    #expect((screen.shown[3].rows, screen.shown[3].columns) == (30, 100))
    #expect(screen.shown[4].plainText().contains("all heads"))
    #expect(!test.output.data.contains("all heads"))
  }

  @Test func scriptsGetText() throws {
    let screen = ScriptedScreen(rows: 24, columns: 80, events: [])
    let test = TestSession(width: 80, openScreen: { _ in screen })
    let text = try test.data(of: ":attention The mole dug.")
    #expect(screen.shown.isEmpty)
    #expect(text.contains("layer 1 head 1") || text.contains("head 1.1"))
    test.session.mayOpenScreens = true
    _ = try test.data(of: ":attention --text The mole dug.")
    #expect(screen.shown.isEmpty)
  }

  @Test func aTerminalThatIsGoneEndsTheExplorer() throws {
    let (_, screen) = try explored(":attention The mole dug.", events: [])
    #expect(screen.isClosed)
    #expect(screen.shown.count == 1)
  }

  @Test func ablationLastsInTheSession() throws {
    let (test, screen) = try explored(
      ":attention --layer 2 --head 9 The mole dug.", events: keys("aDxxxq"))
    #expect(test.session.ablated == [.init(layer: 1, head: 8)])
    let text = try #require(screen.shown.last?.plainText())
    #expect(text.contains("now − before, head 2.9"))
    #expect(text.contains("off: 2.9"))
    #expect(text.contains("[CLS] cosine to before 0."))
    #expect(try test.data(of: ":ablate").contains("off: 2.9"))
    _ = try test.data(of: ":vectors")
    #expect(test.output.messages.contains("heads off: 2.9"))
    #expect(try test.data(of: ":ablate clear").contains("all heads are on"))
  }

  @Test func warningsAreSaidOnTheScreen() throws {
    let long = Array(repeating: "mole", count: 600).joined(separator: " ")
    let (test, screen) = try explored(":attention --with \"\(long)\" A mole.", events: keys("Deq"))
    #expect(screen.shown.contains { $0.plainText().contains("truncated to 512 tokens") })
    #expect(test.output.messages.isEmpty)
  }

  @Test func anEarlierSentenceIsComparedWith() throws {
    let (_, screen) = try explored(
      ":attention", events: keys("Deq"), typed: ["The mole dug a tunnel.", "A mole was blind."])
    let text = try #require(screen.shown.last?.plainText())
    #expect(text.contains("4 words in common with: The mole dug a tunnel."))
  }

  @Test func writesWhatIsShown() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/a.csv"
    let typing = keys("w") + [.key(.control("u"))] + keys(file) + [.key(.enter)]
    let (_, screen) = try explored(
      ":attention The mole dug.", events: typing + keys("j") + typing + keys("yq"))
    #expect(screen.shown.contains { $0.plainText().contains("wrote \(file)".prefix(70)) })
    #expect(screen.shown.contains { $0.plainText().contains("Replace it? y/n") })
    let csv = try String(contentsOfFile: file, encoding: .utf8)
    #expect(csv.split(whereSeparator: \.isNewline).count == 1 + 6 * 6)
  }

  @Test func aFileThatCannotBeWrittenIsSaidOnTheScreen() throws {
    let typing = keys("w") + [.key(.control("u"))] + keys("/nowhere/a.svg") + [.key(.enter)]
    let (_, screen) = try explored(":attention The mole dug.", events: typing + keys("q"))
    #expect(
      screen.shown.contains {
        $0.plainText().contains("/nowhere/a.svg") && $0.plainText().contains("No such file")
      })
  }

  @Test(arguments: [
    ("--layer 7", "layers 1 to 6"), ("--head 0", "heads 1 to 12"), ("--against 9.1", "from 1.1 to 6.12"),
    ("--ablate x", "'x' is no head"), ("--token zebra", "no token 'zebra'"), ("--token 99", "no token 99"),
    ("--view difference --compare sentences", "--with"), ("--output a.bmp", ".svg"),
  ])
  func complains(options: String, about: String) {
    let complaint = TestSession().complaint(about: ":attention \(options) The mole dug.")
    #expect(complaint.contains(about), "\(complaint)")
  }

  @Test(arguments: [
    ("--view grid", "all heads"), ("--view flow", "rollout · all layers"),
    ("--view flow --mean --layer 2", "mean over heads · layer 2"),
    ("--view token --token mole", "token mole"),
    ("--view difference --against 1.5", "head 1.1 − head 1.5"),
    ("--view difference --compare layers", "layer 1 − layer 2"),
    ("--view difference --ablate 1.1", "now − before, head 1.1"),
    ("--view difference --with \"A mole.\"", "in common with: A mole."),
    ("--numbers norms", "|α·f(x)|"), ("--numbers scores", "before softmax"),
    ("--hide-special", "renormalised"), ("--words", "merged into words"),
    ("--pair \"It dug.\" --block ab", "A→B only"),
  ])
  func printsEveryView(options: String, holds: String) throws {
    let text = try TestSession().data(of: ":attention \(options) The mole dug.")
    #expect(text.contains(holds), "\(text)")
  }
}

struct MaskedWordChangesTests {
  @Test func whatIsExpectedAtAMaskIsSaidBeforeAndAfter() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm")
    let scratch = try Scratch()
    let options = ":attention --model \(model.path)"
    let test = TestSession()
    let text = try test.data(of: "\(options) --ablate 1.2 w7 [MASK] w9")
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("[MASK] at 2: ") })

    // The same from the activations of both runs.
    func probabilities(_ file: String) throws -> [Float] {
      let path = scratch.path + "/" + file
      _ = try test.data(of: ":activations --model \(model.path) --output \(path) w7 [MASK] w9")
      let logits = try SafetensorsFile(path: path).matrix("logits", rows: 5, columns: 30).matrix()
      return softmax(logits.row(2))
    }
    let before = try probabilities("before.safetensors")
    _ = try test.data(of: ":ablate --model \(model.path) 1.2")
    let after = try probabilities("after.safetensors")
    let best = try #require(after.indices.max { after[$0] < after[$1] })
    let expected = "\(TinyMaskedModel.words[best]) \(decimals(before[best], 3)) → \(decimals(after[best], 3))"
    #expect(line.hasPrefix("[MASK] at 2: " + expected), "\(line)")
    #expect(before != after)
  }

  @Test func withoutAMaskOrAHeadNothingIsSaid() throws {
    let text = try TestSession().data(of: ":attention --ablate 1.2 The mole dug a [MASK].")
    #expect(text.contains("[CLS] cosine to before"))
    #expect(!text.contains("[MASK] at"))
  }
}

struct AblateCommandTests {
  @Test func collectsListsAndClears() throws {
    let test = TestSession()
    #expect(try test.data(of: ":ablate 5.3 6.12") == "off: 5.3 6.12\n")
    #expect(try test.data(of: ":ablate 1.1") == "off: 1.1 5.3 6.12\n")
    #expect(try test.data(of: ":ablate clear") == "all heads are on\n")
    #expect(try test.data(of: ":ablate") == "all heads are on\n")
    #expect(Completer(session: test.session).complete(":ablate c", cursor: 9).candidates == ["clear"])
  }

  @Test(arguments: ["7.1", "0.1", "1.13", "1", "clear 1.1", "1.1.1", "-1.2"])
  func refusesWhatIsNoHead(heads: String) {
    #expect(TestSession().complaint(about: ":ablate -- \(heads)").contains("no head of all-MiniLM-L6-v2"))
  }

  @Test func anotherModelBeginsWhole() throws {
    let test = TestSession()
    _ = try test.data(of: ":ablate 5.3")
    _ = try test.data(of: ":use all-MiniLM-L6-v2")
    #expect(try test.data(of: ":ablate") == "all heads are on\n")
  }

  @Test func vectorsFeelIt() throws {
    let test = TestSession()
    let before = try test.data(of: ":similar \"The mole dug.\" \"A spy.\"")
    _ = try test.data(of: ":ablate 1.1 2.2 3.3 4.4 5.5 6.6")
    #expect(try test.data(of: ":similar \"The mole dug.\" \"A spy.\"") != before)
  }
}

/// Scripts/check_head_statistics.py does the same from outside.
struct HeadMeasuresTests {
  private struct Shown: Decodable {
    struct Measures: Decodable {
      struct Row: Decodable {
        let name: String
        let values: [Float]
      }
      let columns: [String]
      let rows: [Row]
    }
    let measures: Measures
  }

  @Test func equalThoseOfTheActivationsFile() throws {
    let (scratch, test) = (try Scratch(), TestSession())
    let (tensors, figure) = (scratch.path + "/a.safetensors", scratch.path + "/a.json")
    _ = try test.data(of: ":activations --output \(tensors) The mole dug a tunnel.")
    _ = try test.data(of: ":attention --view grid --output \(figure) The mole dug a tunnel.")
    let file = try SafetensorsFile(path: tensors)
    let shown = try JSONDecoder().decode(Shown.self, from: Data(contentsOf: URL(filePath: figure))).measures
    #expect(shown.columns == ["previous", "next", "self", "cls", "sep", "entropy"])
    #expect(shown.rows.count == 72)
    let count = 8
    for (index, row) in shown.rows.enumerated() {
      let tensor = try #require(file.tensor(named: "attentions.\(index / 12)"))
      let all = try #require(
        StoredMatrix(bytes: tensor.bytes, rows: 12 * count, columns: count, element: .float32)
      ).matrix()
      var sums = [Float](repeating: 0, count: 6)
      for query in 1..<count - 1 {
        let weights = all.row(index % 12 * count + query)
        let entropy = weights.reduce(0) { $0 - ($1 > 0 ? $1 * log2($1) : 0) }
        let values = [
          weights[query - 1], weights[query + 1], weights[query], weights[0], weights[count - 1], entropy,
        ]
        for place in values.indices { sums[place] += values[place] / Float(count - 2) }
      }
      #expect(zip(sums, row.values).allSatisfy { abs($0 - $1) < 1e-5 }, "\(row.name)")
    }
  }
}
