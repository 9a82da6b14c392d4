import Display

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A Jupyter notebook (nbformat 4.5): a cell for each entry, its results as outputs.
struct NotebookTranscript: TranscriptWriter {
  private var count = 0

  init() {}

  private struct Cell: Encodable {
    let cellType = "code"
    let id: String
    let executionCount: Int
    let metadata: [String: String] = [:]
    let source: String
    let outputs: [Output]

    enum CodingKeys: String, CodingKey {
      case cellType = "cell_type"
      case id
      case executionCount = "execution_count"
      case metadata, source, outputs
    }
  }

  private struct Output: Encodable {
    var outputType = "display_data"
    var data: [String: String]?
    var metadata: [String: String]?
    var name: String?
    var text: String?

    enum CodingKeys: String, CodingKey {
      case outputType = "output_type"
      case data, metadata, name, text
    }

    init(data: [String: String]) {
      self.data = data
      metadata = [:]
    }

    init(stream name: String, text: String) {
      outputType = "stream"
      self.name = name
      self.text = text
    }
  }

  func begin(title: String, to write: (String) throws -> Void) throws {
    try write(
      """
      {"nbformat":4,"nbformat_minor":5,\
      "metadata":{"title":\(Journal.json(title)),"kernelspec":{"name":"talpa","display_name":"Talpa","language":"talpa"},\
      "language_info":{"name":"talpa"}},
      "cells":[
      """)
  }

  mutating func entry(_ entry: TranscriptEntry, line: String, to write: (String) throws -> Void) throws {
    var outputs = entry.results.map(NotebookTranscript.output)
    if !entry.entry.messages.isEmpty {
      outputs.append(Output(stream: "stderr", text: shown(entry.entry.messages)))
    }
    count += 1
    let cell = Cell(
      id: "entry-\(entry.entry.entry)-\(count)", executionCount: entry.entry.entry,
      source: shown(entry.entry.typed),
      outputs: outputs)
    try write((count == 1 ? "\n" : ",\n") + Journal.json(cell))
  }

  func end(to write: (String) throws -> Void) throws { try write("\n]}\n") }

  private static func output(_ result: TranscriptEntry.Result) -> Output {
    switch result {
    case .text(let lines): return Output(stream: "stdout", text: shown(lines.joined(separator: "\n")) + "\n")
    case .table(let columns, let rows):
      let text = ([columns] + rows).map { $0.map(shown).joined(separator: "  ") }.joined(separator: "\n")
      return Output(data: ["text/plain": text, "text/html": HTMLTranscript.table(columns, rows)])
    case .figure(let figure):
      let text = figure.lines(width: 100, palette: .plain).map { $0.plain() }.joined(separator: "\n")
      return Output(
        data: ["text/plain": text, "image/svg+xml": SVGPicture(figure).document(on: .light)])
    case .leftOut(let title):
      return Output(data: ["text/plain": shown(title) + ": too many numbers to be kept"])
    }
  }
}
