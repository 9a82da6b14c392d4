import Foundation
import Testing

@testable import Session

/// `senses` and `compare` for people.
struct SensesViewTests {
  private static let mole = package + "/Resources/Examples/mole.tsv"

  private func file(_ text: String, ending: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/senses-\(UUID().uuidString).\(ending)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func comparesTheSentencesTypedSoFar() throws {
    let test = TestSession(width: 80)
    for sentence in ["The mole dug a tunnel.", "Nothing here.", "One mole of salt."] {
      try test.session.execute(sentence)
    }
    let text = try test.data(of: ":senses mole --show matrix")
    #expect(text.contains("mole · 2 contexts"))
    #expect(text.contains("1 The mole dug a tunnel."))
    #expect(text.contains("2 One mole of salt."))
    #expect(text.contains("1.00"))
    #expect(!text.contains("Nothing"))
  }

  /// The cosine is that of the two words' vectors at the layer that is named.
  @Test func theLayerIsTheOneAskedFor() throws {
    let test = TestSession(width: 80)
    func cosine(_ layer: String) throws -> String {
      let text = try test.data(
        of: ":compare mole \"She had a mole on her cheek.\" \"The mole dug a tunnel.\" --layer \(layer)")
      return try #require(text.firstMatch(of: /2 The mole dug a tunnel\. +(\d\.\d\d)/)).1.description
    }
    #expect(try cosine("0") == "0.97")
    #expect(try cosine("last") != "0.97")
  }

  @Test func twoWordsAreComparedWithEachOther() throws {
    let text = try TestSession(width: 80).data(
      of: ":compare bank||bench He sat by the bank. ||| A bench by the river. ||| The bank has a bench.")
    #expect(text.contains("3 ") && text.contains("4 "))
    #expect(text.contains("without context: bank and bench 0."))
  }

  @Test func everyLayerAndEverySense() throws {
    let test = TestSession(width: 100)
    let text = try test.data(of: ":senses mole --file \(Self.mole)")
    #expect(text.contains("mole · 36 contexts"))
    let layers = text.split(separator: "\n").filter { $0.contains(/^ +[0-6] +0\.\d\d/) }
    #expect(layers.count == 7)
    // What is left is told apart by chance at the embedding, and far better at the top.
    let accuracies = try layers.map { line in
      try #require(Double(line.split(separator: " ")[6]))
    }
    #expect(accuracies[0] < 25)
    #expect(accuracies[6] > 60)
    #expect(text.contains("the nearest other context is right"))
    #expect(text.contains("→ sea wall"))
  }

  @Test func aMapHasAMarkForEverySense() throws {
    let text = try TestSession(width: 90).data(of: ":senses mole --show map --file \(Self.mole)")
    for mark in ["● animal", "▲ spy", "■ skin", "◆ unit", "○ sauce", "△ sea wall", "% of the variance"] {
      #expect(text.contains(mark))
    }
    let unlabelled = try TestSession(width: 90).data(
      of: ":senses mole A mole. ||| The mole dug. ||| Two mole of salt. --show map")
    #expect(unlabelled.contains("● group 1"))
  }

  @Test func threeKindsOfFiles() throws {
    let plain = try file("The mole dug.\nNo such animal.\nA mole of salt.\n", ending: "txt")
    let labelled = try file(
      "sense\tsentence\nanimal\tThe mole dug.\nunit\tA mole of salt.\nno tab here\n", ending: "tsv")
    let json = try file(
      """
      {"text": "The mole dug.", "start": 4, "end": 8, "sense": "animal"}
      "A mole of salt."
      {"text": "The mole dug.", "start": 4, "end": 80}
      """, ending: "jsonl")
    for (path, said) in [
      (plain, "1 lines do not hold"), (labelled, "line 4: expected a sense"), (json, "line 3"),
    ] {
      let test = TestSession(width: 80)
      #expect(try test.data(of: ":senses mole --show matrix --file \(path)").contains("mole · 2 contexts"))
      #expect(test.output.messages.contains(said))
    }
  }

  @Test func aPipeAndACorpusAreRead() throws {
    let lines = "The mole dug.\nMoles dig.\nThe mole's nose.\n"
    let piped = TestSession(width: 80, isREPL: false, input: Array(lines.utf8))
    let command = try #require(
      try Talpa.parseAsRoot(["senses", "mole", "--show", "matrix"]) as? any SessionCommand)
    #expect(piped.session.attempt { try command.run(in: piped.session) } == .success)
    #expect(piped.output.data.contains("mole · 2 contexts"))

    let corpus = try file(String(repeating: lines, count: 20), ending: "txt")
    let test = TestSession(width: 80)
    let text = try test.data(of: ":senses mole --forms --corpus \(corpus) --most 50 --show groups")
    #expect(text.contains("mole · 50 contexts"))
    #expect(test.output.messages.contains("the first 50 contexts are kept"))
  }

  @Test func ctrlCKeepsWhatIsDone() throws {
    let corpus = try file(String(repeating: "The mole dug a tunnel here.\n", count: 2000), ending: "txt")
    nonisolated(unsafe) var asked = 0
    let test = TestSession(
      width: 80,
      isInterrupted: {
        asked += 1
        return asked == 500
      })
    let text = try test.data(of: ":senses mole --corpus \(corpus) --show groups")
    #expect(test.output.messages.contains("interrupted: "))
    #expect(text.contains("mole · "))
  }

  @Test func whatIsWrongIsSaid() throws {
    let test = TestSession(width: 80)
    #expect(test.complaint(about: ":senses mole").contains("no context holds 'mole'"))
    #expect(test.complaint(about: ":senses mole The mole dug.").contains("only one context holds 'mole'"))
    #expect(test.complaint(about: ":senses").contains("needs a word"))
    #expect(test.complaint(about: ":senses mole --file /nowhere").contains("'/nowhere' cannot be read"))
    #expect(
      test.complaint(about: ":senses mole A mole. ||| The mole. --show labels").contains(
        "a sense for every context"))
    #expect(test.complaint(about: ":senses mole A mole. ||| The mole. --layer 9").contains("no layer 9"))
    let many = try file(String(repeating: "A mole.\n", count: 501), ending: "txt")
    #expect(test.complaint(about: ":senses mole --file \(many) --show matrix").contains("too many to show"))
  }

  @Test func hostileSentencesAreShownNotObeyed() throws {
    let path = try file("\u{1b}[31mThe mole\u{202e} dug.\nA 鼹鼠 mole 🐾 of gold.\n", ending: "txt")
    let text = try TestSession(width: 60).data(of: ":senses mole --file \(path) --show matrix")
    #expect(!text.unicodeScalars.contains("\u{1b}") && !text.unicodeScalars.contains("\u{202e}"))
    #expect(text.contains("鼹鼠"))
  }

  @Test func nearestWordsBeginWithTheWord() throws {
    let text = try TestSession(width: 100).data(
      of: ":senses mole The mole dug a tunnel. ||| One mole of salt. --show nearest")
    #expect(text.contains("mole 0."))
    #expect(text.contains("nearest other context"))
  }
}
