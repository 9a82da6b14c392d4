import Foundation

let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Fixtures").path

let defaultModel = URL(fileURLWithPath: fixtures).deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Resources/Models/all-MiniLM-L6-v2").path

/// A model directory that lasts as long as the test.
final class ModelFiles {
  let path = NSTemporaryDirectory() + "talpa-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func link(_ source: String, as name: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: source)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }
}
