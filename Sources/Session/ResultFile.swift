import Checkpoints

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that takes results instead of the terminal, as they come.
final class ResultFile {
  let path: String
  /// Whether only the next entry's results are for it.
  let isOnce: Bool
  private let descriptor: Int32

  /// - Throws: `CheckpointError.exists`, `.unwritable`.
  init(path: String, isOnce: Bool, replacing: Bool) throws {
    self.path = path
    self.isOnce = isOnce
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replacing ? O_TRUNC : O_EXCL)
    descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? CheckpointError.exists(path: path) : CheckpointError.unwritable(.init(path: path, code: errno))
    }
  }

  deinit { close(descriptor) }

  /// - Returns: the system's reason where it cannot be written.
  func write(_ text: String) -> String? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        return String(cString: strerror(errno))
      }
    }
    return nil
  }
}

private let systemWrite = write
