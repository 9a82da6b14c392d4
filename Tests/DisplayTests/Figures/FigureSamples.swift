import Foundation

@testable import Display

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Two tokens, one gap.
var smallMap: HeatMap {
  HeatMap(
    title: "head 1.3", rows: ["[CLS]", "mole"], columns: ["[CLS]", "mole"], scale: .weights,
    row: { [[1, 0], [0.25, .nan]][$0] })
}

var smallFigure: Figure {
  Figure(
    title: "model · head 1.3", notes: ["A mole."], maps: [[smallMap]])
}

/// Texts that break out of where they are put, or hide there.
let hostileTexts = [
  "</script><script>alert(1)</script>", "<!--", "]]>", "a & b < c > d", "\"quoted\" 'twice'", "nul\u{0}here",
  "\u{1b}[2J", "\u{202e}abc\u{2066}", "\u{feff}", "\u{fffe}\u{ffff}", "\r\n\t", "=1+1", "-1", "@x", "土竜🇩🇪👩‍💻",
  "שלום", String(repeating: "x", count: 1_000_000), "a" + String(repeating: "\u{301}", count: 100_000), "",
]

/// Everything in it is hostile: title, notes, labels.
var hostileFigure: Figure {
  Figure(
    title: hostileTexts.joined(separator: " "), notes: hostileTexts,
    maps: [
      [
        HeatMap(
          title: hostileTexts[0], rows: hostileTexts.map { StyledText($0) },
          columns: hostileTexts.map { StyledText($0) },
          scale: ColorScale(.diverging, -1...1), rowKind: "<b>", columnKind: "&",
          row: { row in hostileTexts.indices.map { Float(row - $0) / 10 } })
      ]
    ])
}

/// As if of a long text: every weight is another one.
func longFigure(tokens: Int) -> Figure {
  let labels = (0..<tokens).map { StyledText("token\($0)") }
  let map = HeatMap(title: "long", rows: labels, columns: labels, scale: .weights) { row in
    (0..<tokens).map { Float((row * 7919 + $0 * 104_729) % 1009) / 1009 }
  }
  return Figure(title: "long", maps: [[map]])
}

/// As the grid of the explorer.
func thumbnailFigure(tokens: Int, rows: Int = 2, columns: Int = 3) -> Figure {
  let labels = (0..<tokens).map { StyledText("t\($0)") }
  let maps = (0..<rows).map { layer in
    (0..<columns).map { head in
      HeatMap(title: "\(layer + 1).\(head + 1)", rows: labels, columns: labels, scale: .weights) { row in
        (0..<tokens).map { $0 == row ? 1 : 0 }
      }
    }
  }
  return Figure(title: "all heads", maps: maps, areThumbnails: true)
}

/// The elements of an XML document, in order; nil if it is not well-formed.
func xmlElements(_ document: String) -> [XMLElements.Element]? {
  let parser = XMLParser(data: Data(document.utf8))
  let elements = XMLElements()
  parser.delegate = elements
  return parser.parse() ? elements.all : nil
}

final class XMLElements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  private(set) var all: [Element] = []
  private var open: [Int] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    open.append(all.count)
    all.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let index = open.last { all[index].text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
