import Foundation
import Testing

import enum Session.ExitStatus

@testable import Session

struct SensesCommandTests {
  private static let fixtures = package + "/Tests/Fixtures/senses"

  private func run(_ input: String, arguments: [String] = []) throws -> (
    status: ExitStatus, lines: [[String: Any]], messages: String
  ) {
    let test = TestSession(isREPL: false, input: Array(input.utf8))
    let command = try #require(
      try Talpa.parseAsRoot(["senses", "--jsonl"] + arguments) as? any SessionCommand)
    let status = test.session.attempt { try command.run(in: test.session) }
    return (status, try objects(test.output.data), test.output.messages)
  }

  private func objects(_ lines: String) throws -> [[String: Any]] {
    try lines.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(fixtures)/\(name)", encoding: .utf8)
  }

  /// Against PyTorch (make_senses.py): accuracies within 0.5 points, cosines within 1e-4.
  @Test(arguments: ["mole", "bank", "drawing-pin"])
  func everyLayerAsInPyTorch(word: String) throws {
    let expected = try objects(Self.text("\(word).expected.jsonl"))
    let (status, lines, messages) = try run(Self.text("\(word).jsonl"))
    #expect(status == .success)
    #expect(messages.isEmpty)
    #expect(lines.count == 7 && expected.count == 7)
    for (found, known) in zip(lines, expected) {
      #expect(Set(found.keys) == Set(known.keys))
      #expect(found["layer"] as? Int == known["layer"] as? Int)
      for (key, value) in known where key != "layer" {
        let tolerance = key.hasSuffix("accuracy") ? 0.005 : 1e-4
        let number = try #require(found[key] as? Double)
        #expect(
          abs(number - (try #require(value as? Double))) < tolerance, "\(key) of \(known["layer"] ?? "")")
      }
    }
  }

  @Test func badLinesDoNotStopTheStream() throws {
    let bad = [
      "nonsense", "\"The mole\"", "{}", #"{"text": "The mole", "start": 4, "end": 8}"#,
      #"{"text": "The mole", "start": 4, "end": 8, "split": "dev"}"#,
      #"{"text": "The mole", "start": 4, "end": 9, "sense": "a", "split": "train"}"#,
      #"{"text": "The mole", "start": 4, "end": 4, "sense": "a", "split": "train"}"#,
      #"{"text": "The mole", "start": -1, "end": 4, "sense": "a", "split": "train"}"#,
      #"{"text": "The mole", "start": 3, "end": 4, "sense": "a", "split": "train"}"#,
      #"{"text": "The mole", "start": 4.5, "end": 8, "sense": "a", "split": "train"}"#,
    ]
    let good = try Self.text("mole.jsonl").split(separator: "\n").map(String.init)
    let (status, lines, messages) = try run((good[..<3] + bad + good[3...]).joined(separator: "\n"))
    #expect(status == .badData)
    #expect(lines.count == bad.count + 7)
    for (index, line) in lines.prefix(bad.count).enumerated() {
      #expect(line["line"] as? Int == index + 4)
      let error = try #require(line["error"] as? String)
      #expect(messages.contains("line \(index + 4): \(error)"))
    }
    // None of them is a readable test line: the numbers are those of the good ones.
    let known = try objects(Self.text("mole.expected.jsonl"))
    #expect(
      abs(
        try #require(lines.last?["centroid_accuracy"] as? Double)
          - (try #require(known.last?["centroid_accuracy"] as? Double))) < 1e-9)
  }

  /// A word that truncation takes is an error; a test line without its word was not recognised.
  @Test func truncatedTargets() throws {
    let text = String(repeating: "tunnel ", count: 600) + "mole"
    let far = #"{"text": "\#(text)", "start": 4200, "end": 4204, "sense": "a", "split": "test"}"#
    let near = #"{"text": "mole \#(text)", "start": 0, "end": 4, "sense": "a", "split": "train"}"#
    let test = #"{"text": "mole", "start": 0, "end": 4, "sense": "a", "split": "test"}"#
    let (status, lines, _) = try run([near, far, test].joined(separator: "\n"))
    #expect(status == .badData)
    #expect(lines.count == 8)
    #expect(lines[0]["line"] as? Int == 2)
    #expect((lines[0]["error"] as? String)?.contains("512 tokens") == true)
    #expect(lines.dropFirst().allSatisfy { $0["nearest_neighbour_accuracy"] as? Double == 0.5 })
  }

  @Test func withoutSensesThereIsNothingToSay() throws {
    let (status, lines, _) = try run(#"{"text": "mole", "start": 0, "end": 4, "split": "test"}"#)
    #expect(status == .success)
    #expect(lines.count == 7)
    #expect(lines.allSatisfy { $0["centroid_accuracy"] is NSNull && $0["within_sense_cosine"] is NSNull })
    #expect(try run("").lines.count == 7)
  }

  @Test func pieces() throws {
    let input = try Self.text("drawing-pin.jsonl")
    let cosines = try ["mean", "first", "last"].map {
      try #require(try run(input, arguments: ["--pieces", $0]).lines.last?["within_sense_cosine"] as? Double)
    }
    #expect(Set(cosines).count == 3)
  }

  @Test func onlyAsAStream() {
    #expect(throws: (any Error).self) { try Talpa.parseAsRoot(["senses"]) }
  }
}
