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
  let batch: Int

  private let encoder: JSONEncoder

  init(session: Session, batch: Int = 1) {
    self.session = session
    self.batch = batch
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .throw
  }

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
    try read(Line.self) { lines in
      try body(lines).map { result in Result { try encoder.encode(result.get()) } }
    }
  }

  /// All lines to a few: what is read gives no line of its own, unless it cannot be used.
  func gatherBatches<Line: Decodable, Record: Encodable>(
    _: Line.Type, _ body: ([Line]) throws -> [Result<Void, any Error>], atEnd records: () throws -> [Record]
  ) throws {
    try read(Line.self) { lines in
      try body(lines).map { result in result.map { nil } }
    } atEnd: {
      for record in try records() { write(try encoder.encode(record)) }
    }
  }

  /// - Parameter body: what to write for each line.
  private func read<Line: Decodable>(
    _: Line.Type, _ body: ([Line]) throws -> [Result<Data?, any Error>], atEnd: () throws -> Void = {}
  ) throws {
    guard let input = session.standardInput else {
      throw Failure.usage(
        "--jsonl reads standard input: give it a file or a pipe, as in talpa … --jsonl < lines.jsonl")
    }
    let decoder = JSONDecoder()
    var number = 0
    var failed = false

    func fail(_ error: any Error, line: Int) throws {
      if error is Interrupted { throw error }
      failed = true
      let record = ErrorRecord(error: Failure(error).description, line: line)
      write(try encoder.encode(record))
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
          if let data = try result.get() { write(data) }
        } catch { try fail(error, line: number) }
      }
      if !input.hasLineWaiting { session.output.flush() }
    }
    try session.stopIfInterrupted()
    try atEnd()
    session.output.flush()
    try session.stopIfInterrupted()
    if failed { throw SilentFailure(status: .badData) }
  }

  private func write(_ json: Data) {
    session.output.write(String(decoding: json, as: UTF8.self) + "\n")
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
