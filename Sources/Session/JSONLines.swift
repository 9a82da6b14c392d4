import Display
import Tokenization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The JSON Lines forms of the contract: a line in, a line out, in order and in bounded memory. A line that
/// cannot be used becomes `{"error": …, "line": N}` and does not stop the stream; the exit status is 65 at
/// the end.
struct JSONLines {
  let session: Session
  /// Lines worked on together at most; fewer when the writer has not sent more, so that a dialogue never
  /// waits.
  var batch = 1

  private struct ErrorRecord: Encodable {
    let error: String
    let line: Int
  }

  /// One line to one line.
  func transform<Line: Decodable>(_: Line.Type, _ body: (Line) throws -> some Encodable) throws {
    try transformBatches(Line.self) { lines in lines.map { line in Result { try body(line) } } }
  }

  /// Some lines to as many lines.
  func transformBatches<Line: Decodable, Record: Encodable>(
    _: Line.Type, _ body: ([Line]) throws -> [Result<Record, any Error>]
  ) throws {
    guard let input = session.standardInput else {
      throw Failure.usage(
        "--jsonl reads standard input: give it a file or a pipe, as in talpa … --jsonl < lines.jsonl")
    }
    let decoder = JSONDecoder()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .throw
    var number = 0
    var failed = false

    func fail(_ error: any Error, line: Int) throws {
      if error is Interrupted { throw error }
      failed = true
      let record = ErrorRecord(error: Failure(error).description, line: line)
      session.output.write(String(decoding: try encoder.encode(record), as: UTF8.self) + "\n")
      session.output.message("line \(line): \(VisibleText.of(record.error))\n")
    }

    while let first = input.next() {
      var raw = [first]
      while raw.count < batch, input.hasLineWaiting, let line = input.next() { raw.append(line) }
      try session.stopIfInterrupted()

      let read = raw.map { line in Result { try decode(line, as: Line.self, with: decoder) } }
      let results = try body(read.compactMap { try? $0.get() })
      var next = results.makeIterator()
      for line in read {
        number += 1
        do {
          _ = try line.get()
          guard let result = next.next() else { break }
          session.output.write(String(decoding: try encoder.encode(result.get()), as: UTF8.self) + "\n")
        } catch { try fail(error, line: number) }
      }
      if !input.hasLineWaiting { session.output.flush() }
    }
    session.output.flush()
    try session.stopIfInterrupted()
    if failed { throw SilentFailure(status: .badData) }
  }

  private func decode<Line: Decodable>(_ line: LineReader.Line, as: Line.Type, with decoder: JSONDecoder)
    throws -> Line
  {
    guard case .text(let text) = line else { throw Failure(.badData, line.complaint) }
    return try decoder.decode(Line.self, from: Data(text.utf8))
  }
}

/// A failure whose words have been said already.
struct SilentFailure: Error { let status: ExitStatus }
