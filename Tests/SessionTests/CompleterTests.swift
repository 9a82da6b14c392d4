import Foundation
import Testing

@testable import Session

struct CompleterTests {
  private func complete(_ line: String, _ session: Session = TestSession().session) -> Completer.Result {
    Completer(session: session).complete(line, cursor: line.utf8.count)
  }

  @Test func commandsAndOptions() {
    #expect(complete(":to") == .init(start: 1, candidates: ["tokens", "tour"]))
    #expect(complete(":help set").candidates == ["set"])
    #expect(complete(":tokens --ma") == .init(start: 8, candidates: ["--max-length"]))
    #expect(complete(":vectors --pooling m").candidates == ["max", "mean"])
    #expect(complete(":set ").candidates.contains("color"))
    #expect(complete(":set color ").candidates == ["always", "auto", "never"])
  }

  @Test func models() {
    #expect(complete(":use all").candidates == ["all-MiniLM-L6-v2"])
    #expect(complete(":tokens --model a").candidates == ["all-MiniLM-L6-v2"])
  }

  @Test func sentencesAreNotCompleted() {
    #expect(complete("The mole").candidates == [])
    #expect(complete(":nonsense --x").candidates == [])
  }

  /// Offsets are bytes: what stands before may be longer than it looks.
  @Test func offsetsAreBytes() {
    let line = ":tokens 東京 --lit"
    #expect(complete(line) == .init(start: ":tokens 東京 ".utf8.count, candidates: ["--literal"]))
    #expect(
      Completer(session: TestSession().session).complete(":tok and more", cursor: 4).candidates == ["tokens"])
  }

  @Test func filesAndFolders() throws {
    let scratch = try Scratch()
    for name in ["my file.npy", "my other.npy", ".hidden"] {
      try Data().write(to: URL(fileURLWithPath: scratch.path + "/" + name))
    }
    try FileManager.default.createDirectory(atPath: scratch.path + "/sub", withIntermediateDirectories: false)
    let prefix = ":vectors --output \(scratch.path)/"
    #expect(
      complete(prefix).candidates.map { $0.dropFirst(scratch.path.count + 1) } == [
        "my\\ file.npy", "my\\ other.npy", "sub/",
      ])
    #expect(complete(prefix + "su") == .init(start: 18, candidates: [scratch.path + "/sub/"], suffix: ""))
    #expect(complete(prefix + "my\\ o").candidates == [scratch.path + "/my\\ other.npy"])
    #expect(complete(":vectors --output /nowhere/at/all/").candidates == [])
  }

  @Test func hints() {
    let session = TestSession().session
    let completer = Completer(session: session)
    #expect(completer.hint(for: ":att") == "ention")
    session.recall(["The mole dug.", "The mole slept."])
    #expect(completer.hint(for: "The mole") == " slept.")
    #expect(completer.hint(for: "") == nil)
    session.settings.hints = false
    #expect(completer.hint(for: ":att") == nil)
  }
}
