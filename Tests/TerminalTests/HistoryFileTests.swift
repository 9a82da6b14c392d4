import Foundation
import Testing

@testable import Terminal

struct HistoryFileTests {
  /// A folder of its own for each test; nothing is in it yet, nor is it there.
  let folder = FileManager.default.temporaryDirectory.appending(path: "talpa-history-\(UUID().uuidString)")
  var file: HistoryFile { HistoryFile(path: folder.appending(path: "state/history").path) }

  func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func aFileThatIsNotThereIsEmpty() throws {
    #expect(try file.load().entries == [])
  }

  @Test func savesForItsOwnerOnly() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var history = LineHistory()
    history.remember("one\ntwo")
    try file.save(&history)
    #expect(try file.load().entries == ["one\ntwo"])
    #expect(try permissions(file.path) == 0o600)
    #expect(try permissions(folder.appending(path: "state").path) == 0o700)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state") == ["history"])
  }

  @Test func twoSessionsKeepEachOthersLines() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var one = try file.load()
    var other = try file.load()
    for round in 1...3 {
      one.remember("one \(round)")
      try file.save(&one)
      other.remember("other \(round)")
      try file.save(&other)
    }
    #expect(try file.load().entries == ["one 1", "other 1", "one 2", "other 2", "one 3", "other 3"])
  }

  @Test func manySessionsAtOnceLoseNothing() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = file
    try await withThrowingTaskGroup(of: Void.self) { sessions in
      for session in 0..<8 {
        sessions.addTask {
          var history = LineHistory()
          for line in 0..<5 {
            history.remember("\(session) \(line)")
            try file.save(&history)
          }
        }
      }
      try await sessions.waitForAll()
    }
    #expect(try file.load().entries.count == 40)
  }

  @Test func saysWhyItCannotSave() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: folder.appending(path: "state"))  // a file where the folder should be
    var history = LineHistory()
    history.remember("kept")
    #expect(throws: HistoryFileError.self) { try file.save(&history) }
    #expect(history.unsaved == ["kept"])
  }

  @Test func aFolderIsNoHistory() {
    #expect(throws: HistoryFileError.unreadable(path: "/", errno: 21)) { try HistoryFile(path: "/").load() }
  }
}
