import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears whole or not at all: written under another name beside its place, then renamed.
public final class NewFile {
  private let path: String
  private let temporaryPath: String
  private let replacing: Bool
  private let descriptor: Int32

  /// - Parameter replacing: whether a file of that name may go.
  public init(path: String, replacing: Bool) throws(CheckpointError) {
    self.path = path
    self.replacing = replacing
    guard replacing || access(path, F_OK) != 0 else { throw .exists(path: path) }
    temporaryPath = path + ".\(getpid()).tmp"
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(FileError(path: path, code: errno)) }
  }

  deinit {
    // Nothing is left under the temporary name, whether the file was finished or given up.
    close(descriptor)
    unlink(temporaryPath)
  }

  public func write(_ bytes: [UInt8]) throws(CheckpointError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        throw .unwritable(FileError(path: path, code: errno))
      }
    }
  }

  /// Floats as they lie in memory (little-endian on every machine Talpa runs on).
  public func write(_ values: [Float]) throws(CheckpointError) {
    try write(values.withUnsafeBytes(Array.init))
  }

  /// Puts the file in its place.
  public func finish() throws(CheckpointError) {
    // link fails where the name has been taken since; rename would replace.
    let code = replacing ? rename(temporaryPath, path) : link(temporaryPath, path)
    guard code == 0 else {
      throw errno == EEXIST ? .exists(path: path) : .unwritable(FileError(path: path, code: errno))
    }
  }
}

private let systemWrite = write
