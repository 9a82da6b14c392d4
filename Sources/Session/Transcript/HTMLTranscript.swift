import Display

/// A page that needs nothing else: tables as tables, heat maps as SVG that name the cell under the pointer.
struct HTMLTranscript: TranscriptWriter {
  /// Maps so far: they are numbered through the page.
  private var maps = 0

  init() {}

  func begin(title: String, to write: (String) throws -> Void) throws {
    try write(HTMLPage.head(title: title) + "<article>\n<h1>\(xmlText(title))</h1>\n")
  }

  mutating func entry(_ entry: TranscriptEntry, line: String, to write: (String) throws -> Void) throws {
    try write("<h2>› \(xmlText(shown(entry.entry.typed)))</h2>\n")
    for result in entry.results {
      switch result {
      case .text(let lines): try write(HTMLTranscript.preformatted(lines.joined(separator: "\n")))
      case .table(let columns, let rows): try write(HTMLTranscript.table(columns, rows))
      case .figure(let figure):
        let picture = SVGPicture(figure, firstMap: maps)
        maps += picture.maps
        try write(HTMLPage.element(picture))
      case .leftOut(let title): try write("<p>\(xmlText(shown(title))): too many numbers to be kept</p>\n")
      }
    }
    if !entry.entry.messages.isEmpty {
      try write(HTMLTranscript.preformatted(entry.entry.messages, kind: " class=\"said\""))
    }
  }

  func end(to write: (String) throws -> Void) throws { try write("</article>\n" + HTMLPage.end) }

  static func preformatted(_ text: String, kind: String = "") -> String {
    "<pre\(kind)>\(xmlText(shown(text)))</pre>\n"
  }

  static func table(_ columns: [String], _ rows: [[String]]) -> String {
    func row(_ cells: [String], _ element: String) -> String {
      "<tr>" + cells.map { "<\(element)>\(xmlText(shown($0)))</\(element)>" }.joined() + "</tr>\n"
    }
    return "<table>\n" + row(columns, "th") + rows.map { row($0, "td") }.joined() + "</table>\n"
  }
}
