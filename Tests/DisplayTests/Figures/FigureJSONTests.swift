import Foundation
import Testing

@testable import Display

struct FigureJSONTests {
  struct File: Decodable {
    let formatVersion: Int
    let title: String
    let notes: [String]
    let maps: [Map]
  }

  struct Map: Decodable {
    let title: String
    let rowKind: String
    let columnKind: String
    let rows: [String]
    let columns: [String]
    let scale: Scale
    let values: [[Float?]]
  }

  struct Scale: Decodable {
    let curve: String
    let range: [Float]
    let eachRow: Bool
    let diverging: Bool
  }

  func text(_ figure: Figure) throws -> String {
    var text = ""
    try FigureJSON.write(figure) { text += $0 }
    return text
  }

  func readBack(_ figure: Figure) throws -> File {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: Data(text(figure).utf8))
  }

  @Test func smallFigureByteForByte() throws {
    #expect(
      try text(smallFigure) == """
        {"format_version":1,"title":"model · head 1.3","notes":["A mole."],"across":[1],"thumbnails":false,"maps":[
        {"column_kind":"key","columns":["[CLS]","mole"],"row_kind":"query","rows":["[CLS]","mole"],\
        "scale":{"curve":"square_root","diverging":false,"each_row":false,"range":[0,1]},"title":"head 1.3",\
        "values":[
        [1,0],
        [0.25,null]]}]}

        """)
  }

  @Test func valuesReadBackExactly() throws {
    let values: [Float] = [0.1, 1 / 3, 1e-30, -0.0, 16_777_216, .greatestFiniteMagnitude, .infinity, .nan]
    let map = HeatMap(
      title: "m", rows: ["r"], columns: values.indices.map { StyledText("\($0)") },
      scale: ColorScale(.diverging, -2...2, curve: .logarithmic), scalesEachRow: true, rowKind: "layer",
      columnKind: "head", row: { _ in values })
    let read = try readBack(Figure(title: "t", maps: [[map], [smallMap]]))
    #expect(read.maps.count == 2)
    #expect(read.maps[0].values == [values.map { $0.isFinite ? $0 : nil }])
    #expect((read.maps[0].rowKind, read.maps[0].columnKind) == ("layer", "head"))
    let scale = read.maps[0].scale
    #expect(scale.curve == "logarithmic" && scale.range == [-2, 2] && scale.eachRow && scale.diverging)
  }

  @Test func hostileTextsReadBack() throws {
    let read = try readBack(hostileFigure)
    #expect(read.title == hostileFigure.title && read.notes == hostileTexts)
    #expect(read.maps[0].rows == hostileTexts.map { VisibleText.of($0) })
  }

  @Test func emptyFigures() throws {
    #expect(try readBack(Figure(title: "", maps: [])).maps.isEmpty)
  }
}
