import Encoders
import Testing

@testable import Display

/// Anything may be typed, clicked and resized, and what the explorer asks for is done as a session would.
struct ExplorerFuzzTests {
  private static let keys: [Key] =
    "hjklHATFDgG[]{}<>,./nNspbcvrzoixXeauwm?q0123456789yé東 ".map { .character($0) } + [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .escape, .tab, .backTab, .backspace,
      .delete, .control("u"), .control("w"), .unknown,
    ]

  @Test(arguments: [1, 2, 3, 4])
  func tenThousandEventsTrapNowhere(seed: UInt64) throws {
    var random = Numbers(state: seed)
    let texts = [Specimen.mole, "a", "", "東京 🙂 \u{1b}[31m moles"]
    let (text, pair) = (texts[Int(seed) % texts.count], seed == 2 ? "It was blind." : nil)
    let untouched = try Specimen.study(text, pair: pair)
    let other = try Specimen.study("The mole was blind.")
    let depth = [ColorDepth.none, .ansi8, .ansi256, .truecolor][Int(seed) % 4]
    var explorer = try Specimen.explorer(text, pair: pair, others: ["The mole was blind."], depth: depth)
    var (rows, columns) = (24, 80)
    for step in 0..<2500 {
      let event: Event
      switch random.next(10) {
      case 0:
        (rows, columns) = (random.next(30), random.next(100))
        event = .resized(rows: rows, columns: columns)
      case 1:
        let action: [MouseEvent.Action] = [.press, .doubleClick, .wheelUp, .wheelDown]
        event = .mouse(.init(action[random.next(4)], row: random.next(40) - 5, column: random.next(120) - 5))
      case 2 where step % 50 == 0: event = .interrupted
      default: event = .key(Self.keys[random.next(Self.keys.count)])
      }
      switch explorer.update(event) {
      case .ablate(let heads):
        let study = try Specimen.study(text, pair: pair, ablated: heads)
        let changes = AblationChanges(
          effect: .init(from: untouched.activations, to: study.activations), masks: [])
        explorer.show(
          study, untouched: heads.isEmpty ? nil : untouched, changes: heads.isEmpty ? nil : changes)
      case .study: explorer.compare(with: other, index: 0)
      case .write(let path, false): explorer.askToReplace(path)
      case .write, .leave, .useMouse, nil: break
      }
      let canvas = explorer.canvas(rows: rows, columns: columns)
      let text = canvas.plainText()
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7f })
      if step % 100 == 0 {
        #expect(
          explorer.figure.maps.joined().allSatisfy { $0.rows.isEmpty || $0.row(0).count == $0.columns.count })
      }
    }
  }
}

/// The same numbers on every run.
struct Numbers {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
