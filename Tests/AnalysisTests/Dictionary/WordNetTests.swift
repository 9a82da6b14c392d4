import Foundation
import Testing

@testable import Analysis

/// A database of a few words of our own, in WordNet's format.
final class SmallWordNet {
  let folder: String

  /// - Parameter entries: for each part of speech its synsets, and which of them each word has.
  init(nouns: [(words: [String], gloss: String)], index: [(String, [Int])], exceptions: String = "") throws {
    folder = FileManager.default.temporaryDirectory.path + "/wordnet-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var data = "  1 A licence stands here. \n"
    var offsets: [Int] = []
    for synset in nouns {
      offsets.append(data.utf8.count)
      let number = String(repeating: "0", count: 8 - "\(data.utf8.count)".count) + "\(data.utf8.count)"
      let words = synset.words.map { $0 + " 0" }.joined(separator: " ")
      let count = String(synset.words.count, radix: 16)
      data += "\(number) 05 n 0\(count) \(words) 001 @ 00000000 n 0000 | \(synset.gloss)  \n"
    }
    let lines = index.sorted { $0.0 < $1.0 }.map { word, senses in
      "\(word) n \(senses.count) 2 @ ~ \(senses.count) 0 "
        + senses.map { "\(offsets[$0])" }.joined(separator: " ") + "  \n"
    }
    try write(data, "data.noun")
    try write("  1 A licence stands here. \n" + lines.joined(), "index.noun")
    try write(exceptions, "noun.exc")
    for part in ["verb", "adj", "adv"] {
      try write("", "data.\(part)")
      try write("", "index.\(part)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }

  func senses(of word: String) throws -> [DictionarySense] {
    try WordNet(environment: ["WNSEARCHDIR": folder]).senses(of: word)
  }

  static func moles() throws -> SmallWordNet {
    try SmallWordNet(
      nouns: [
        (["mole"], "a digger; lives in the ground; \"the mole dug\"; \"a mole's nose\""),
        (["mole", "sea_wall"], "a wall"),
        (["goose"], "a bird"),
      ],
      index: [("mole", [0, 1]), ("sea_wall", [1]), ("goose", [2])] + (0..<400).map { ("word\($0)", [2]) },
      exceptions: "geese goose\n")
  }
}

@Suite struct WordNetTests {
  @Test func sensesInWordNetsOrder() throws {
    let senses = try SmallWordNet.moles().senses(of: "Mole")
    #expect(senses.map(\.name) == ["noun 1", "noun 2"])
    #expect(senses[0].definition == "a digger; lives in the ground")
    #expect(senses[0].examples == ["the mole dug", "a mole's nose"])
    #expect(senses[1].lemmas == ["mole", "sea wall"])
    #expect(senses[1].examples.isEmpty)
  }

  @Test func everyWordIsFound() throws {
    let small = try SmallWordNet.moles()
    for number in 0..<400 { #expect(try small.senses(of: "word\(number)").count == 1) }
    #expect(try small.senses(of: "sea wall").map(\.definition) == ["a wall"])
    for word in ["", "a", "zzz", "mol", "molecule", "word", "word4000"] {
      #expect(try small.senses(of: word).isEmpty)
    }
  }

  @Test func inflectionsHaveTheirBase() throws {
    let small = try SmallWordNet.moles()
    #expect(try small.senses(of: "moles").count == 2)
    #expect(try small.senses(of: "geese").map(\.definition) == ["a bird"])
  }

  @Test func notInstalledSaysHowToGetIt() {
    let error = WordNetError.notInstalled(lookedIn: ["/a", "/b"])
    #expect("\(error)".contains("/a, /b"))
    #expect("\(error)".contains("apt install wordnet-base"))
  }

  @Test(arguments: [
    ("index.noun", "mole n 2 2 @ ~ 2 0 99999999 1\n"), ("index.noun", "mole n 2 2 @ ~ 2 0 -5 1\n"),
    ("index.noun", "mole n 900 2 @ ~ 2 0 10\n"), ("index.noun", "mole n x 2 @ ~\n"), ("index.noun", "mole\n"),
    ("index.noun", "mole n 1 2 @ ~ 1 0 ten\n"), ("data.noun", "truncated"), ("data.noun", ""),
    ("data.noun", String(repeating: "x", count: 200_000)),
  ])
  func damageIsSaid(name: String, text: String) throws {
    let small = try SmallWordNet.moles()
    try small.write(text, name)
    #expect {
      _ = try small.senses(of: "mole")
    } throws: {
      "\($0)".contains(
        name == "index.noun" && text.contains("9999") || text.contains("-5") ? "data.noun" : name)
    }
  }

  @Test func randomBytesDoNotTrap() throws {
    let small = try SmallWordNet.moles()
    for seed in 0..<40 {
      var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: small.folder + "/data.noun")))
      for step in 0..<30 {
        bytes[(seed * 7919 + step * 104_729) % bytes.count] = UInt8((seed * 31 + step * 17) % 256)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: small.folder + "/data.noun"))
      _ = try? small.senses(of: "mole")
    }
  }
}
