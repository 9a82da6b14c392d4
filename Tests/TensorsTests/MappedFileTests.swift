import Testing

@testable import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct MappedFileTests {
  @Test func rangesAreClampedToTheFile() throws {
    try withScratchFile([1, 2, 3, 4, 5]) { path in
      let mapped = try MappedFile(path: path)
      #expect(mapped.count == 5)
      #expect(mapped.bytes(1..<3).array == [2, 3])
      #expect(mapped.bytes(3..<100).array == [4, 5])
      #expect(mapped.bytes(100..<200).array.isEmpty)
    }
  }

  @Test func bytesKeepTheFileMapped() throws {
    try withScratchFile([UInt8](repeating: 7, count: 10_000)) { path in
      let bytes = try MappedFile(path: path).bytes(9_000..<10_000)
      #expect(bytes.array == [UInt8](repeating: 7, count: 1000))
    }
  }

  @Test func anEmptyFileHasNoBytes() throws {
    try withScratchFile([]) { path in
      let mapped = try MappedFile(path: path)
      #expect(mapped.count == 0 && mapped.bytes(0..<1).array.isEmpty)
    }
  }

  @Test func whatCannotBeMappedIsAnErrorWithItsReason() throws {
    #expect(throws: FileError(path: "/nowhere/model", code: ENOENT)) {
      try MappedFile(path: "/nowhere/model")
    }
    #expect(throws: FileError(path: "/tmp", code: EISDIR)) { try MappedFile(path: "/tmp") }
    #expect(throws: FileError(path: "/dev/null", code: EINVAL)) { try MappedFile(path: "/dev/null") }
    #expect(FileError(path: "a/b", code: ENOENT).description == "'a/b': No such file or directory")
  }

  /// A pipe that nobody writes to is refused at once, not waited for.
  @Test func aPipeIsRefused() throws {
    try withScratchFile([]) { path in
      unlink(path)
      try #require(mkfifo(path, 0o600) == 0)
      #expect(throws: FileError(path: path, code: EINVAL)) { try MappedFile(path: path) }
    }
  }
}
