import Display

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An entry of a journal, read back with its results.
struct TranscriptEntry: Decodable {
  enum Result {
    case text([String])
    case table(columns: [String], rows: [[String]])
    case figure(Figure)
    /// A figure too large to be kept.
    case leftOut(title: String)
  }

  let entry: JournalEntry
  let results: [Result]

  private enum CodingKeys: String, CodingKey { case results }

  init(from decoder: any Decoder) throws {
    entry = try JournalEntry(from: decoder)
    results = try decoder.container(keyedBy: CodingKeys.self).decode([ResultRecord].self, forKey: .results)
      .map(\.result)
  }

  /// One line of a journal or an exported file; nil for what is none.
  init?(line: String) {
    guard let entry = try? JSONDecoder().decode(TranscriptEntry.self, from: Data(line.utf8)) else {
      return nil
    }
    self = entry
  }

  /// The command that ran: bare text is a sentence, whose tokens are shown.
  var command: String {
    guard entry.typed.hasPrefix(":") else { return TokensCommand.name }
    return String(entry.typed.dropFirst().prefix { !$0.isWhitespace })
  }
}

private struct ResultRecord: Decodable {
  let result: TranscriptEntry.Result

  private enum CodingKeys: String, CodingKey { case kind, lines, columns, rows, title, figure }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(String.self, forKey: .kind) {
    case "text": result = .text(try values.decode([String].self, forKey: .lines))
    case "table":
      result = .table(
        columns: try values.decode([String].self, forKey: .columns),
        rows: try values.decode([[String]].self, forKey: .rows))
    case "figure":
      result =
        values.contains(.figure)
        ? .figure(try values.decode(Figure.self, forKey: .figure))
        : .leftOut(title: try values.decode(String.self, forKey: .title))
    case let kind:
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: values, debugDescription: "no result is a '\(kind)'")
    }
  }
}
