#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file's bytes, mapped read-only: nothing is copied, pages are read when they are touched.
///
/// As with every mapping, a file that another program truncates while it is mapped ends this one (SIGBUS).
///
/// Unchecked: the mapping is only read, and lives as long as this does.
public final class MappedFile: @unchecked Sendable {
  public let path: String
  public let count: Int
  private let start: UnsafeRawPointer?

  public init(path: String) throws(FileError) {
    self.path = path
    // Without O_NONBLOCK a pipe by that name would be waited for, before it can be refused.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    count = Int(status.st_size)
    guard count > 0 else {
      start = nil
      return
    }
    guard let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
      throw FileError(path: path, code: errno)
    }
    start = UnsafeRawPointer(memory)
  }

  deinit {
    if let start { munmap(UnsafeMutableRawPointer(mutating: start), count) }
  }

  /// A part of the file, which stays mapped as long as the part is held. Clamped to the file.
  public func bytes(_ range: Range<Int>) -> StoredBytes {
    let range = range.clamped(to: 0..<count)
    return StoredBytes(
      memory: UnsafeRawBufferPointer(start: start.map { $0 + range.lowerBound }, count: range.count),
      owner: self)
  }
}

extension MappedFile {
  /// FNV-1a of its 64-bit words, little-endian, the last one filled up with zeros.
  public func checksum() -> UInt64 {
    let bytes = self.bytes(0..<count)
    return withExtendedLifetime(bytes) {
      let memory = bytes.memory
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      let words = memory.count / 8
      for word in 0..<words {
        hash =
          (hash ^ memory.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self).littleEndian)
          &* 0x100_0000_01b3
      }
      var last: UInt64 = 0
      for (place, byte) in memory[(words * 8)...].enumerated() { last |= UInt64(byte) << (8 * UInt64(place)) }
      return memory.count % 8 == 0 ? hash : (hash ^ last) &* 0x100_0000_01b3
    }
  }
}

/// A file that cannot be read or written, with the system's reason.
public struct FileError: Error, Equatable, CustomStringConvertible, Sendable {
  public let path: String
  /// errno.
  public let code: Int32

  public init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  public var description: String { "'\(path)': \(String(cString: strerror(code)))" }
}
