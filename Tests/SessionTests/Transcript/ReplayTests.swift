import Foundation
import Testing

@testable import Session

struct ReplayTests {
  static let lines = [
    "The mole dug.", ":attention --head 3", ":similar \"The mole dug.\" \"A spy.\"", ":nonsense", ":history",
  ]

  @Test(arguments: ["md", "jsonl"]) func whatWasExportedComesOutTheSame(ending: String) throws {
    let kept = try KeptSession(Self.lines)
    _ = try kept.export("s.\(ending)")
    let other = TestSession()
    #expect(
      try other.data(of: ":replay \(kept.file("s.\(ending)"))")
        == "4 the same, 0 different, 1 not run again\n")
  }

  @Test func theJournalItselfToo() throws {
    let kept = try KeptSession(Self.lines)
    let path = try #require(kept.test.session.journal?.path)
    #expect(try TestSession().data(of: ":replay \(path)").hasPrefix("4 the same, 0 different"))
  }

  @Test(arguments: ["md", "jsonl"]) func differencesAreShownAndMended(ending: String) throws {
    let kept = try KeptSession(Self.lines)
    let file = kept.file("s.\(ending)")
    let whole = try kept.export("s.\(ending)")
    let wrong = whole.replacingOccurrences(of: "16709", with: "16708")
    #expect(wrong != whole)
    try Data(wrong.utf8).write(to: URL(filePath: file))
    let test = TestSession()
    #expect(throws: SilentFailure.self) { try test.data(of: ":replay \(file)") }
    #expect(test.output.data.contains("1 › The mole dug.\n- "))
    #expect(test.output.data.contains("3 the same, 1 different"))
    #expect(try TestSession().data(of: ":replay \(file) --update").contains("updated"))
    #expect(try TestSession().data(of: ":replay \(file)").hasPrefix("4 the same, 0 different"))
    if ending == "md" { #expect(try String(contentsOfFile: file, encoding: .utf8) == whole) }
  }

  @Test func nothingIsWrittenByReplaying() {
    for typed in [
      ":vectors --output a.npy x", ":attention --output=a.svg x", ":set threads 1 --save", ":once a",
      ":bench",
    ] {
      #expect(!Replay.isRepeatable(typed), "\(typed)")
    }
    for typed in ["a", ":tokens a", ":attention a", ":nonsense", ":ablate 1.1"] {
      #expect(Replay.isRepeatable(typed))
    }
  }

  @Test func whatIsNoTranscriptIsRefused() throws {
    let scratch = try Scratch()
    for name in ["a.md", "a.jsonl"] {
      try Data("hello\n".utf8).write(to: URL(filePath: scratch.path + "/" + name))
      #expect(TestSession().complaint(about: ":replay \(scratch.path)/\(name)").contains("holds no entries"))
    }
    #expect(TestSession().complaint(about: ":replay /nowhere").contains("cannot read"))
  }

  @Test(arguments: [
    ("a b", "a  b", true), ("1.00 x", "1.01 x", true), ("1.00", "1.02", false), ("1", "2", false),
    ("0.1234", "0.1235", true),
    ("0.12", "0.123", false), ("█ a░", "a", true), ("a ██▎", "a █▊", true), ("a", "b", false),
    ("a", "a b", false),
    ("-0.01", "0.00", true),
  ])
  func textsAreAlike(a: String, b: String, isLike: Bool) { #expect(LikeText.isLike(a, b) == isLike) }
}

struct OutputCommandTests {
  @Test func resultsGoToAFileAndComeBack() throws {
    let kept = try KeptSession(width: 80, depth: .ansi256)
    let (once, all) = (kept.file("once.txt"), kept.file("all.txt"))
    kept.type([
      ":once \(once)", "The mole.", ":output \(all)", "A spy.", ":attention --text", ":output",
      "A skin spot.",
    ])
    let first = try String(contentsOfFile: once, encoding: .utf8)
    #expect(first.hasPrefix("pos  token") && first.contains("16709"))
    let rest = try String(contentsOfFile: all, encoding: .utf8)
    #expect(rest.contains("8645") || rest.contains("spy"))
    #expect(rest.contains("head 1.1") && rest.contains("▒") && !rest.contains("\u{1b}"))
    #expect(!kept.test.output.data.contains("16709"))
    #expect(kept.test.output.data.contains("skin"))
    #expect(kept.test.complaint(about: ":once \(once)").contains("--force"))
    #expect(kept.test.complaint(about: ":output /nowhere/at/all").contains("No such file"))
  }

  @Test func theLastResultIsCopied() throws {
    let kept = try KeptSession([":attention --text --head 3 The mole."], width: 80, depth: .ansi256)
    kept.type([":copy"])
    let data = kept.test.output.data
    let start = try #require(data.range(of: "\u{1b}]52;c;"))
    let base64 = data[start.upperBound...].prefix { $0 != "\u{7}" }
    let copied = String(decoding: try #require(Data(base64Encoded: String(base64))), as: UTF8.self)
    #expect(copied.contains("head 1.3") && copied.contains("██"))
    #expect(TestSession().complaint(about: ":copy").contains("there is none"))
    #expect(TestSession(width: 80).complaint(about: ":copy").contains("no result yet"))
  }
}
