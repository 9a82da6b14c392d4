import Foundation
import Testing

@testable import Session

/// Documentation cannot drift: its transcripts are run again.
struct DocumentationTests {
  static let transcripts = Result {
    try FileManager.default.contentsOfDirectory(atPath: package + "/docs/transcripts").filter {
      $0.hasSuffix(".md")
    }.sorted()
  }

  @Test func transcriptsComeOutAsTheyStand() throws {
    let names = try Self.transcripts.get()
    #expect(!names.isEmpty)
    for name in names {
      let text = try TestSession().data(of: ":replay \(package)/docs/transcripts/\(name)")
      #expect(text.contains(" the same, 0 different"), "\(name): \(text)")
      #expect(!text.hasPrefix("0 the same"))
    }
  }
}

/// What docs/senses.md shows is what the program prints.
struct SensesPageTests {
  @Test func commandsPrintWhatThePageShows() throws {
    let page = try String(contentsOfFile: package + "/docs/senses.md", encoding: .utf8)
    let blocks = page.components(separatedBy: "```").filter { $0.hasPrefix("\n$ talpa ") }
    #expect(blocks.count == 2)
    for block in blocks {
      let lines = block.trimmingCharacters(in: .newlines).components(separatedBy: "\n")
      let words = LineWords(String(lines[0].dropFirst("$ talpa ".count))).words.map(\.text).map {
        $0.hasPrefix("Resources/") ? package + "/" + $0 : $0
      }
      let test = TestSession(isREPL: false)
      let command = try #require(try Talpa.parseAsRoot(words) as? any SessionCommand)
      try command.run(in: test.session)
      #expect(test.output.data.trimmingCharacters(in: .newlines) == lines.dropFirst().joined(separator: "\n"))
    }
  }
}
