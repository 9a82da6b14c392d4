import Testing

@testable import Terminal

struct EditorBindingsTests {
  @Test func ourKeysAreC1Controls() {
    #expect(EditorBindings.OwnKey.allCases.allSatisfy { (0x80...0x9f).contains($0.rawValue) })
  }

  @Test func viKnowsTheArrowsInBothModesOfTheKeypad() {
    #expect(EditorBindings.keyInVi(for: "\u{1b}[A") == .up)
    #expect(EditorBindings.keyInVi(for: "\u{1b}OA") == .up)
    #expect(EditorBindings.keyInVi(for: "\u{1b}[15~") == nil)
  }

  @Test func whatMovesToTheEndAcceptsTheHint() {
    for key: KeyDecoder.Key in [.sequence("\u{1b}[C"), .sequence("\u{1b}OF"), .character("\u{5}")] {
      #expect(EditorBindings.acceptsHint(key))
    }
    #expect(!EditorBindings.acceptsHint(.sequence("\u{1b}[D")))
    #expect(!EditorBindings.acceptsHint(.character("a")))
  }
}
