import Foundation
import Testing

import enum Session.ExitStatus

@testable import Session

/// The contract for scripts.
struct JSONLinesTests {
  private func run(_ arguments: [String], _ input: String) throws -> (
    status: ExitStatus, lines: [[String: Any]], messages: String
  ) {
    let test = TestSession(isREPL: false, input: Array(input.utf8))
    let command = try #require(try Talpa.parseAsRoot(arguments) as? any SessionCommand)
    let status = test.session.attempt { try command.run(in: test.session) }
    let lines = try test.output.data.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    return (status, lines, test.output.messages)
  }

  @Test func tokens() throws {
    let input = """
      "Hi mole"
      {"text": "I want to embed.", "text_pair": "Maybe now", "max_length": 15, "pad": true}
      """
    let (status, lines, messages) = try run(["tokens", "--jsonl"], input)
    #expect(status == .success)
    #expect(messages.isEmpty)
    #expect(lines.count == 2)
    #expect(lines[0]["tokens"] as? [String] == ["[CLS]", "hi", "mole", "[SEP]"])
    #expect(lines[0]["input_ids"] as? [Int] == [101, 7632, 16709, 102])
    #expect(lines[0]["token_type_ids"] as? [Int] == [0, 0, 0, 0])
    #expect(lines[0]["attention_mask"] as? [Int] == [1, 1, 1, 1])
    #expect(lines[0]["special_tokens_mask"] as? [Int] == [1, 0, 0, 1])
    #expect(lines[0]["offsets"] as? [[Int]] == [[0, 0], [0, 2], [3, 7], [0, 0]])
    #expect(lines[1]["token_type_ids"] as? [Int] == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0])
    #expect(lines[1]["special_tokens_mask"] as? [Int] == [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1])
  }

  @Test func optionsAreDefaultsOfTheLines() throws {
    let (_, lines, _) = try run(
      ["tokens", "--jsonl", "--max-length", "4", "--pad"], "\"a\"\n{\"text\": \"a\", \"pad\": false}\n")
    #expect((lines[0]["input_ids"] as? [Int])?.count == 4)
    #expect((lines[1]["input_ids"] as? [Int])?.count == 3)
  }

  @Test func badLinesDoNotStopTheStream() throws {
    let bad = [
      "", "nonsense", "5", "{\"text\": 5}", "{}", "{\"text\": \"a\", \"max_length\": 1}",
      "{\"text\": \"a\", \"pad\": true}", "{\"text\": \"a\", \"max_length\": 1.5}",
      "{\"text\": \"a\", \"max_length\": 1e99}", "{\"text\": \"a\", \"max_length\": 1e9, \"pad\": true}",
    ]
    let input = (["\"first\""] + bad + ["\"last\""]).joined(separator: "\n")
    let (status, lines, messages) = try run(["tokens", "--jsonl"], input)
    #expect(status == .badData)
    #expect(lines.count == bad.count + 2)
    for (index, line) in lines.dropFirst().dropLast().enumerated() {
      #expect(line["line"] as? Int == index + 2)
      let error = try #require(line["error"] as? String)
      #expect(messages.contains("line \(index + 2): \(error)"))
    }
    #expect(lines.last?["tokens"] as? [String] == ["[CLS]", "last", "[SEP]"])
  }

  @Test func vectors() throws {
    let (status, lines, _) = try run(
      ["vectors", "--jsonl"], "\"Hello World\"\n5\n{\"text\": \"a\", \"text_pair\": \"b\"}\n")
    #expect(status == .badData)
    let embedding = try #require(lines[0]["embedding"] as? [Double])
    #expect(embedding.count == 384)
    #expect(abs(embedding.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    for (found, expected) in zip(
      embedding, [-0.0344773, 0.0310232, 0.0067349, 0.0261090, -0.0393621, -0.1603025])
    {
      // The figures are of float32 weights, the embedded ones are rounded to float16.
      #expect(abs(found - expected) < 2e-4)
    }
    #expect(lines[1]["line"] as? Int == 2)
    #expect((lines[2]["embedding"] as? [Double])?.count == 384)
  }

  @Test func tokenVectors() throws {
    let (_, lines, _) = try run(["vectors", "--jsonl", "--pooling", "none", "--layer", "0"], "\"a mole\"\n")
    #expect(lines[0]["tokens"] as? [String] == ["[CLS]", "a", "mole", "[SEP]"])
    #expect(lines[0]["offsets"] as? [[Int]] == [[0, 0], [0, 1], [2, 6], [0, 0]])
    #expect((lines[0]["embeddings"] as? [[Double]])?.map(\.count) == [384, 384, 384, 384])
  }

  @Test func aLayerThatIsNotThere() throws {
    let (status, lines, _) = try run(["vectors", "--jsonl", "--layer", "9"], "\"a\"\n")
    #expect(status == .badData)
    #expect(
      (lines[0]["error"] as? String)?.contains("hidden states are 0 (the embedding output) to 6") == true)
  }

  @Test func bench() throws {
    let (status, lines, _) = try run(["bench", "--json", "--tokens", "4", "--threads", "1"], "")
    #expect(status == .success)
    #expect(lines.count == 1)
    #expect(lines[0]["tokens"] as? Int == 4)
    #expect(lines[0]["precision"] as? String == "f32")
    #expect(lines[0]["attentions"] as? Bool == true)
    let times = try ["min_ms", "median_ms", "max_ms"].map { try #require(lines[0][$0] as? Double) }
    #expect(times == times.sorted() && times[0] > 0)
  }

  /// A stream far longer than any buffer comes out whole and in order.
  @Test func aLongStream() throws {
    let count = 5_000
    let input = (0..<count).map { $0 % 100 == 99 ? "bad" : "\"mole \($0)\"" }.joined(separator: "\n")
    let (status, lines, _) = try run(["tokens", "--jsonl"], input)
    #expect(status == .badData)
    #expect(lines.count == count)
    #expect(lines.indices.allSatisfy { ($0 % 100 == 99) == (lines[$0]["error"] != nil) })
  }
}
