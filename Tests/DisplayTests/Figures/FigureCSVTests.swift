import Testing

@testable import Display

struct FigureCSVTests {
  func text(_ figure: Figure) -> String {
    var text = ""
    FigureCSV.write(figure) { text += $0 }
    return text
  }

  /// RFC 4180, read strictly.
  func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var pending = scalars.next()
    while let scalar = pending {
      pending = scalars.next()
      switch (scalar, isQuoted) {
      case ("\"", true) where pending == "\"":
        field.append("\"")
        pending = scalars.next()
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        record.append(String(field))
        field = String.UnicodeScalarView()
      case ("\r", false) where pending == "\n":
        pending = scalars.next()
        records.append(record + [String(field)])
        (record, field) = ([], String.UnicodeScalarView())
      default: field.append(scalar)
      }
    }
    return records
  }

  @Test func aLineACell() {
    #expect(
      text(smallFigure).split(separator: "\r\n").map(String.init) == [
        "map,row,row_label,column,column_label,value", "head 1.3,0,[CLS],0,[CLS],1.0",
        "head 1.3,0,[CLS],1,mole,0.0", "head 1.3,1,mole,0,[CLS],0.25", "head 1.3,1,mole,1,mole,",
      ])
  }

  @Test func quotesWhatNeedsIt() {
    #expect(FigureCSV.field("plain") == "plain")
    #expect(FigureCSV.field("a,b") == "\"a,b\"")
    #expect(FigureCSV.field("say \"a\"") == "\"say \"\"a\"\"\"")
    #expect(FigureCSV.field("a\r\nb") == "\"a\r\nb\"")
    #expect(FigureCSV.field("\"") == "\"\"\"\"")
  }

  @Test(arguments: ["=1", "+1", "-", "@x", "\ty", "\rz"])
  func formulasBecomeText(label: String) {
    #expect(FigureCSV.field(label).drop { $0 == "\"" }.hasPrefix("'"))
  }

  @Test func valuesReadBackExactly() throws {
    let values: [Float] = [0.1, 1 / 3, 1e-30, -0.5]
    let map = HeatMap(
      title: "a,b", rows: ["\""], columns: [",", "x", "y", "z"], scale: .weights, row: { _ in values })
    let records = records(text(Figure(title: "", maps: [[map]])))
    #expect(records.dropFirst().map { Float($0[5]) } == values)
    #expect(records[1] == ["a,b", "0", "\"", "0", ",", "0.1"])
  }

  @Test func hostileTextsStayInTheirFields() {
    let map = HeatMap(
      title: "t\r\n,\"", rows: hostileTexts.prefix(16).map { StyledText($0) }, columns: ["c"],
      scale: .weights,
      row: { _ in [1] })
    let records = records(text(Figure(title: "", maps: [[map]])))
    #expect(records.count == 17)
    #expect(records.allSatisfy { $0.count == 6 })
    #expect(records.dropFirst().allSatisfy { $0[5] == "1.0" })
  }
}
