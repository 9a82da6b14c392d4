import Foundation
import Testing

@testable import Display

struct HTMLPageTests {
  struct Map: Decodable {
    let title: String
    let rows: [String]
    let places: Int
    let values: [[Int?]]
  }

  func maps(_ document: String) throws -> [Map] {
    let json = try #require(
      document.firstMatch(
        of: /<script type="application\/json" class="maps">(.*?)<\/script>/.dotMatchesNewlines()))
    return try JSONDecoder().decode([Map].self, from: Data(json.1.utf8))
  }

  @Test func holdsThePictureAndItsValues() throws {
    let document = try HTMLPage(smallFigure).document
    #expect(document.contains(SVGPicture(smallFigure).element(style: "").suffix(500)))
    let map = try maps(document)[0]
    #expect(map.rows == ["[CLS]", "mole"])
    #expect(map.places == 5)
    #expect(map.values == [[100_000, 0], [25000, nil]])
  }

  @Test(arguments: [(0.5, 5), (1, 5), (1.01, 4), (99, 3), (1e9, 0)] as [(Float, Int)])
  func keepsFiveDigitsOfTheLargest(reach: Float, places: Int) throws {
    let map = HeatMap(title: "", rows: ["a"], columns: ["a"], scale: .weights) { _ in [-reach] }
    #expect(try maps(HTMLPage(Figure(title: "", maps: [[map]])).document)[0].places == places)
  }

  @Test func allowsNothingFromOutside() throws {
    let document = try HTMLPage(smallFigure).document
    #expect(
      document.contains(
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\""))
    #expect(document.contains("<html lang=\"en\">") && document.contains("<meta charset=\"utf-8\">"))
    let addresses = document.matches(of: /https?:[^"']*/).map { String($0.0) }
    #expect(Set(addresses) == ["http://www.w3.org/2000/svg"])
    #expect(!document.contains("src=") && !document.contains("url("))
  }

  @Test func noTextBreaksOut() throws {
    let document = try HTMLPage(hostileFigure).document
    #expect(document.matches(of: /<script/.ignoresCase()).count == 2)
    #expect(document.matches(of: /<\/script/.ignoresCase()).count == 2)
    #expect(!document.contains("<!--"))
    #expect(!document.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(try maps(document)[0].rows.contains("<!--"))
    #expect(document.utf8.count < 150_000)
  }

  @Test func aLongTextStaysSmall() throws {
    #expect(try HTMLPage(longFigure(tokens: 512)).document.utf8.count < 4_500_000)
  }
}
