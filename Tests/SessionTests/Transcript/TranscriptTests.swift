import Display
import Foundation
import Testing

@testable import Session

struct TranscriptTests {
  static let lines = [
    "The mole dug.", ":attention --head 3", ":similar \"The mole dug.\" \"A spy.\"", ":nonsense",
    ":attention --view grid",
  ]

  @Test func markdown() throws {
    let kept = try KeptSession(Self.lines)
    let text = try kept.export("s.md")
    #expect(text.contains("```talpa\nThe mole dug.\n```\n\n| pos | token | id |"))
    #expect(text.contains("| 0 | \\[CLS\\] | 101 |"))
    #expect(
      text.contains("![all\\-MiniLM") || text.contains("![all-MiniLM-L6-v2 · head 1.3](<s_files/2-1.svg>)"))
    #expect(text.contains("error: there is no command ':nonsense'"))
    let svg = try String(contentsOfFile: kept.file("s_files/2-1.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<?xml"))
  }

  @Test func page() throws {
    let page = try KeptSession(Self.lines).export("s.html")
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("<h2>› The mole dug.</h2>\n<table>\n<tr><th>pos</th><th>token</th>"))
    #expect(page.components(separatedBy: "<svg ").count == 3)
    // Maps are numbered through the page: one head, then 72.
    #expect(page.contains("data-map=\"0\"") && page.contains("data-map=\"72\""))
    #expect(
      !page.contains("http://")
        || page.components(separatedBy: "http://").count
          == page.components(separatedBy: "http://www.w3.org/").count
    )
  }

  @Test func notebook() throws {
    let text = try KeptSession(Self.lines).export("s.ipynb")
    let book = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(book["nbformat"] as? Int == 4)
    let cells = try #require(book["cells"] as? [[String: Any]])
    #expect(cells.map { $0["source"] as? String } == Self.lines)
    #expect(Set(cells.compactMap { $0["id"] as? String }).count == 5)
    let outputs = cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
    let kinds = Set(outputs.flatMap { ($0["data"] as? [String: Any])?.keys.map { $0 } ?? [] })
    #expect(kinds == ["text/plain", "text/html", "image/svg+xml"])
  }

  @Test func textAndLines() throws {
    let kept = try KeptSession(Self.lines)
    #expect(try kept.export("s.txt").contains("\n› The mole dug.\npos  token"))
    let lines = try kept.export("s.jsonl").split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines.allSatisfy { TranscriptEntry(line: String($0)) != nil })
  }

  @Test func someEntries() throws {
    let kept = try KeptSession(Self.lines)
    func count(_ name: String, _ options: String) throws -> Int {
      try kept.export(name, options).split(separator: "\n").count
    }
    #expect(try count("a.jsonl", "--range 2-3") == 2)
    #expect(try count("b.jsonl", "--range 5") == 1)
    #expect(try count("c.jsonl", "--only attention") == 2)
    #expect(try count("d.jsonl", "--only tokens") == 1)
    #expect(try kept.export("e.jsonl", "--last").contains("export"))
    for range in ["0", "3-2", "x", "1-2-3", "-"] {
      #expect(
        kept.test.complaint(about: ":export \(kept.file("f.txt")) --range=\(range)").contains("--range"))
    }
  }

  @Test func nothingIsReplacedUnasked() throws {
    let kept = try KeptSession(["a"])
    _ = try kept.export("s.txt")
    #expect(kept.test.complaint(about: ":export \(kept.file("s.txt"))").contains("--force"))
    #expect(kept.test.complaint(about: ":export \(kept.file("s.bmp"))").contains(".ipynb"))
    #expect(TestSession().complaint(about: ":export /tmp/x.md").contains("keeps no journal"))
    kept.type([":export \(kept.file("s.txt")) --force --format md"])
    #expect(try String(contentsOfFile: kept.file("s.txt"), encoding: .utf8).hasPrefix("# Talpa session"))
  }

  static let hostile = [
    "<script>alert(1)</script> & \"quotes\" '", "``` ```` | a | b |\\|",
    "![x](javascript:1) [l](http://e) *b* _i_ # h",
    "\u{1b}[31mred\u{1b}]52;c;cXE=\u{7}", "\u{202e}bidi\u{2066}", "nul\u{0}nul", "</pre></table><!-- ]]> -->",
    "$x$ ~~s~~ <br>",
  ]

  /// A sentence cannot bring markup or escape sequences into any format.
  @Test(arguments: TranscriptFormat.allCases) func hostileSentencesStayText(format: TranscriptFormat) throws {
    let kept = try KeptSession(Self.hostile + Self.hostile.map { ":attention \($0)" })
    let text = try kept.export("s.\(format.rawValue)")
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7f })
    switch format {
    case .html:
      #expect(!text.contains("<script>alert") && !text.contains("<br>") && !text.contains("<!--"))
      #expect(!text.contains("\u{202e}"))
    case .md:
      // Outside of fences nothing that Markdown reads is left bare.
      var open: Substring?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if let marks = open {
          if line == marks { open = nil }
        } else if line.hasPrefix("```") {
          open = line.prefix { $0 == "`" }
        } else {
          #expect(!line.contains("<script") && !line.contains("<br"), "\(line)")
        }
      }
      #expect(open == nil)
    case .jsonl, .ipynb, .txt: break
    }
  }

  /// Text, tables and figures come back as they were written.
  @Test func resultsComeBack() throws {
    let figure = Figure(
      title: "t", notes: ["n"],
      maps: [
        [
          HeatMap(
            title: "m", rows: ["a"], columns: ["x", "y"],
            scale: ColorScale(.diverging, -2...2, curve: .logarithmic),
            scalesEachRow: true, rowKind: "r", columnKind: "c", row: { _ in [0.1, .nan] })
        ], [HeatMap(title: "o", rows: [], columns: [], scale: .weights, row: { _ in [] })],
      ], areThumbnails: true)
    let line = try Journal.line(
      JournalTests().entry(1, ":x"),
      results: [.text(["a"]), .table(columns: ["c"], rows: [["v"]]), .figure(figure)])
    let entry = try #require(TranscriptEntry(line: line))
    #expect(entry.results.count == 3)
    guard case .figure(let back) = entry.results[2] else { return #expect(Bool(false)) }
    #expect(back.title == "t" && back.notes == ["n"] && back.areThumbnails)
    #expect(back.maps.map(\.count) == [1, 1])
    #expect(back.maps[0][0].row(0)[0] == 0.1 && back.maps[0][0].row(0)[1].isNaN)
    #expect(back.maps[0][0].scale == figure.maps[0][0].scale)
    #expect(back.maps[0][0].rowKind == "r" && back.maps[0][0].scalesEachRow)
  }

  @Test func figuresTooLargeAreLeftOut() throws {
    let labels = Array(repeating: StyledText("a"), count: 1200)
    let large = Figure(
      title: "large",
      maps: [[HeatMap(title: "", rows: labels, columns: labels, scale: .weights, row: { _ in [] })]])
    let line = try Journal.line(JournalTests().entry(1, ":x"), results: [.figure(large)])
    guard case .leftOut(let title) = try #require(TranscriptEntry(line: line)).results[0] else {
      return #expect(Bool(false))
    }
    #expect(title == "large")
  }
}
