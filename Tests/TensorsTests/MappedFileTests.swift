import Foundation
import Testing

@testable import Tensors

struct MappedFileTests {
  @Test func readsParts() throws {
    let path = NSTemporaryDirectory() + "talpa-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data([1, 2, 3, 4]).write(to: URL(fileURLWithPath: path))
    let part: StoredBytes
    do {
      let file = try MappedFile(path: path)
      #expect(file.count == 4)
      #expect(file.bytes(2..<100).array == [3, 4])
      #expect(file.bytes(9..<10).array == [])
      part = file.bytes(1..<3)
    }
    // The part keeps the file mapped.
    #expect(part.array == [2, 3])
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(try MappedFile(path: path).bytes(0..<1).array == [])
  }

  @Test func whatCannotBeRead() {
    #expect(throws: FileError(path: "/nowhere", code: ENOENT)) { try MappedFile(path: "/nowhere") }
    #expect(throws: FileError(path: "/", code: EISDIR)) { try MappedFile(path: "/") }
    #expect(FileError(path: "/nowhere", code: ENOENT).description == "'/nowhere': No such file or directory")
  }
}
