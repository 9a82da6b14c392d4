import Display

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A piece of what an entry showed, with its structure.
enum ResultBlock {
  case text([String])
  case table(columns: [String], rows: [[String]])
  case figure(Figure)

  /// Numbers of a figure beyond this are left out: they are computed again, not kept.
  static let mostNumbers = 1 << 20

  /// One JSON object on one line (docs/sessions.md).
  func json() throws -> String {
    switch self {
    case .text(let lines):
      return try #"{"kind":"text","lines":\#(Journal.json(lines))}"#
    case .table(let columns, let rows):
      return try #"{"kind":"table","columns":\#(Journal.json(columns)),"rows":\#(Journal.json(rows))}"#
    case .figure(let figure):
      let numbers = figure.maps.joined().reduce(0) { $0 + $1.rows.count * $1.columns.count }
      guard numbers <= ResultBlock.mostNumbers else {
        return try #"{"kind":"figure","left_out":\#(numbers),"title":\#(Journal.json(figure.title))}"#
      }
      var text = ""
      try FigureJSON.write(figure) { text += $0 }
      // Line breaks stand between its rows only: in strings they are escaped.
      let line = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" }))
      return #"{"kind":"figure","figure":\#(line)}"#
    }
  }
}
