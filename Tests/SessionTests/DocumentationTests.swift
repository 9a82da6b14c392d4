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
