import Display

/// Markdown as GitHub reads it: what was typed in fences of the kind `talpa`, from which it can be run again; tables as
/// tables; heat maps as text in a fence, with a link to their picture.
struct MarkdownTranscript: TranscriptWriter {
  let picture: (_ svg: String, _ entry: Int) throws -> String

  func begin(title: String, to write: (String) throws -> Void) throws {
    try write("# \(MarkdownTranscript.escaped(title))\n")
  }

  func entry(_ entry: TranscriptEntry, line: String, to write: (String) throws -> Void) throws {
    try write("\n" + MarkdownTranscript.fence(shown(entry.entry.typed), kind: "talpa"))
    for result in entry.results {
      switch result {
      case .text(let lines):
        try write("\n" + MarkdownTranscript.fence(shown(lines.joined(separator: "\n")), kind: "text"))
      case .table(let columns, let rows): try write("\n" + MarkdownTranscript.table(columns, rows))
      case .figure(let figure):
        let lines = figure.lines(width: 100, palette: .plain).map { $0.plain() }
        try write("\n" + MarkdownTranscript.fence(lines.joined(separator: "\n"), kind: "text"))
        let file = try picture(SVGPicture(figure).document(on: .light), entry.entry.entry)
        try write("\n![\(MarkdownTranscript.escaped(figure.title))](<\(file)>)\n")
      case .leftOut(let title):
        try write("\n\(MarkdownTranscript.escaped(title)): too many numbers to be kept\n")
      }
    }
    let messages = shown(entry.entry.messages)
    if !messages.isEmpty { try write("\n" + MarkdownTranscript.fence(messages, kind: "text")) }
  }

  func end(to write: (String) throws -> Void) throws {}

  /// A fence longer than any run of backticks inside.
  static func fence(_ text: String, kind: String) -> String {
    var longest = 0
    var run = 0
    for character in text.utf8 {
      run = character == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let marks = String(repeating: "`", count: max(3, longest + 1))
    return marks + kind + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + marks + "\n"
  }

  static func table(_ columns: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.map(escaped).joined(separator: " | ") + " |\n" }
    return line(columns) + "|" + String(repeating: " --- |", count: columns.count) + "\n"
      + rows.map(line).joined()
  }

  /// Text that stays text: punctuation that Markdown or HTML may read gets a backslash or an entity.
  static func escaped(_ text: String) -> String {
    shown(text).reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\n": result += " "
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!", "$":
        result += "\\" + String(character)
      default: result.append(character)
      }
    }
  }
}
