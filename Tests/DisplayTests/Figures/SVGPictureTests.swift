import Testing

@testable import Display

struct SVGPictureTests {
  @Test func smallPicture() throws {
    let document = SVGPicture(smallFigure).document(on: .light)
    let legend = try #require(document.firstRange(of: "<rect class=\"frame\" x=\"124.5\""))
    #expect(
      document[..<legend.lowerBound].replacing(/<style>.*<\/style>/.dotMatchesNewlines(), with: "<style/>")
        == """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="668" height="238" viewBox="0 0 668 238" role="img" \
        xml:space="preserve" font-family="&quot;DejaVu Sans Mono&quot;, Menlo, Consolas, monospace">
        <title>model · head 1.3</title>
        <style/>
        <rect class="paper" width="668" height="238"/>
        <text class="title" x="24" y="42" font-size="16.0">model · head 1.3</text>
        <text class="muted" x="24" y="61" font-size="12.0">A mole.</text>
        <text class="muted" x="105" y="98" font-size="11.0" text-anchor="middle">key</text>
        <text class="muted" transform="translate(38 165) rotate(-90)" font-size="11.0" text-anchor="middle">query</text>
        <text class="ink" x="81" y="160" font-size="12.0" text-anchor="end">[CLS]</text>
        <text class="ink" x="81" y="178" font-size="12.0" text-anchor="end">mole</text>
        <text class="ink" transform="translate(100 141) rotate(-90)" font-size="12.0">[CLS]</text>
        <text class="ink" transform="translate(118 141) rotate(-90)" font-size="12.0">mole</text>
        <text class="ink" x="87" y="211" font-size="12.0">0.00</text>
        <text class="ink" x="325" y="211" font-size="12.0">1.00</text>
        <text class="muted" x="371" y="211" font-size="12.0">square-root scale</text>
        <text class="muted" x="539" y="211" font-size="12.0">not a number</text>
        <rect class="frame" x="86.5" y="146.5" width="37" height="37"/>
        <g class="cells" data-map="0" transform="translate(87 147) scale(18 18)"><rect class="s0" width="2" height="2"/>\
        <g transform="translate(0 .5)">
        <path class="s32" d="m0 1h1"/>
        <path class="s63" d="m0 0h1"/>
        <path class="x" d="m1 1h1"/>
        </g></g>

        """)
  }

  /// The cells of a grid's paths: what a reader of the picture sees.
  func levels(_ document: String, rows: Int, columns: Int) throws -> [[String]] {
    let elements = try #require(xmlElements(document))
    let start = try #require(elements.firstIndex { $0.attributes["data-map"] == "0" })
    let quiet = try #require(elements[start + 1].attributes["class"])
    var cells = Array(repeating: Array(repeating: quiet, count: columns), count: rows)
    for path in elements[(start + 3)...].prefix(while: { $0.name == "path" }) {
      var (x, y) = (0, 0)
      for stroke in path.attributes["d", default: ""].matches(of: /m(-?\d+) (-?\d+)h(\d+)/) {
        let length = try #require(Int(stroke.3))
        x += try #require(Int(stroke.1))
        y += try #require(Int(stroke.2))
        for column in x..<x + length { cells[y][column] = path.attributes["class", default: ""] }
        x += length
      }
    }
    return cells
  }

  @Test func cellsAreTheMaps() throws {
    let values: [[Float]] = [[1, 1, -1, 0], [0, .nan, 0.5, 0.5], [-0.001, 0.25, 0.25, .infinity]]
    let map = HeatMap(
      title: "", rows: ["a", "b", "c"], columns: ["a", "b", "c", "d"], scale: ColorScale(.diverging, -1...1),
      row: { values[$0] })
    let document = SVGPicture(Figure(title: "", maps: [[map]])).document(on: .dark)
    #expect(
      try levels(document, rows: 3, columns: 4) == [
        ["a63", "a63", "b63", "d0"], ["d0", "x", "a32", "a32"], ["d0", "a16", "a16", "a63"],
      ])
  }

  @Test func noCellOfALongTextIsLost() throws {
    let figure = longFigure(tokens: 100)
    let map = figure.maps[0][0]
    let expected = map.rows.indices.map { row in
      map.positions(of: map.row(row)).compactMap { PictureStyle.level($0) }
        .map { PictureStyle.name($0, of: .sequential) }
    }
    #expect(try levels(SVGPicture(figure).document(on: .light), rows: 100, columns: 100) == expected)
  }

  /// Every cell differs from its neighbours here: no attention is as bad as that.
  @Test func theLongestTextStaysSmall() {
    let figure = longFigure(tokens: 512)
    var document = ""
    let time = ContinuousClock().measure { document = SVGPicture(figure).document(on: .light) }
    #expect(document.utf8.count < 2_500_000)
    #expect(time < .seconds(10))
  }

  @Test func survivesAnyText() throws {
    let document = SVGPicture(hostileFigure).document(on: .light)
    let elements = try #require(xmlElements(document))
    #expect(elements.contains { $0.name == "text" && $0.text == "a & b < c > d" })
    #expect(elements.contains { $0.name == "text" && $0.text == "nul␀here" })
    #expect(elements.contains { $0.name == "text" && $0.text.hasPrefix("⟨U+202E⟩abc") })
    #expect(!elements.contains { $0.name == "script" })
    #expect(document.utf8.count < 100_000)
  }

  @Test func refersToNothingOutside() throws {
    let elements = try #require(xmlElements(SVGPicture(smallFigure).document(on: .light)))
    #expect(Set(elements.map(\.name)) == ["svg", "title", "style", "rect", "text", "g", "path"])
    #expect(!elements.contains { $0.attributes.keys.contains { $0.hasSuffix("href") || $0 == "src" } })
    #expect(!elements.contains { $0.text.contains("url(") || $0.text.contains("@import") })
  }

  @Test func backgroundsDifferInColoursOnly() throws {
    let picture = SVGPicture(thumbnailFigure(tokens: 9))
    let style = /<style>.*<\/style>/.dotMatchesNewlines()
    let (dark, light) = (picture.document(on: .dark), picture.document(on: .light))
    #expect(dark != light)
    #expect(dark.replacing(style, with: "") == light.replacing(style, with: ""))
  }
}
