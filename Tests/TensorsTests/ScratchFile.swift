#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file of these bytes, as long as `body` runs.
func withScratchFile(_ bytes: [UInt8], _ body: (_ path: String) throws -> Void) throws {
  let path = FileManager.default.temporaryDirectory.path + "/talpa-tensors-\(UInt64.random(in: 0 ... .max))"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(path)
}
