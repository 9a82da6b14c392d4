/// A figure as comma-separated values (RFC 4180), a line a cell, for spreadsheets and data frames.
///
///     map,row,row_label,column,column_label,value
///     head 1.3,0,[CLS],1,mole,0.25
///
/// Rows and columns count from 0. Spreadsheets run a text that begins with = + - @, a tab or a carriage return
/// as a formula; such a label gets an apostrophe before it, as they use themselves for “this is text”. Labels
/// as they are stand in the JSON.
public enum FigureCSV {
  static let header = "map,row,row_label,column,column_label,value\r\n"

  public static func write(_ figure: Figure, to write: (String) throws -> Void) rethrows {
    try write(header)
    for map in figure.maps.joined() {
      let title = field(map.title)
      let columns = map.columns.map { field($0.plain()) }
      for (row, label) in map.rows.enumerated() {
        let start = "\(title),\(row),\(field(label.plain())),"
        var lines = ""
        for (column, value) in zip(columns.indices, map.row(row)) {
          // The shortest digits that read back as the same Float; nothing for what is no number.
          lines += start + "\(column),\(columns[column]),\(value.isNaN ? "" : value.description)\r\n"
        }
        try write(lines)
      }
    }
  }

  static func field(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true
    let safe = isFormula ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return safe }
    let doubled = safe.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
      .map { String($0) }.joined(separator: "\"\"")
    return "\"" + doubled + "\""
  }
}
