#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One session's file: a JSON line for each entry, appended when the entry has ended. A line is written whole or
/// taken back, so that what was there stays readable; kill -9 can only tear the last one.
final class Journal {
  let path: String
  private let descriptor: Int32
  private(set) var entries: Int

  /// Begins a new file.
  /// - Throws: `JournalError`.
  init(new path: String) throws {
    self.path = path
    signal(SIGXFSZ, SIG_IGN)  // a limit on file sizes is an error of write, as a full disk is
    try makeFolder(of: path)
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw JournalError.unwritable(path: path, code: errno) }
    entries = 0
    flock(descriptor, LOCK_EX | LOCK_NB)
    try append(
      #"{"v":1,"kind":"session","program":"talpa \#(Talpa.version)","started":"\#(Timestamp.now())"}"#)
  }

  /// Goes on in a file.
  /// - Throws: `JournalError`, `.isOpen` where another program writes to it.
  init(continuing file: JournalFile) throws {
    path = file.path
    signal(SIGXFSZ, SIG_IGN)
    descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw JournalError.unwritable(path: path, code: errno) }
    entries = file.entries
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw JournalError.isOpen(path: path) }
    // What a kill tore off stays where it is, on a line of its own.
    if file.isTorn { try append("") }
  }

  deinit { close(descriptor) }

  func append(_ entry: JournalEntry, results: [ResultBlock]) throws {
    try append(Journal.line(entry, results: results))
    entries += 1
  }

  /// An entry as a line, without its newline.
  static func line(_ entry: JournalEntry, results: [ResultBlock]) throws -> String {
    let blocks = try results.map { try $0.json() }.joined(separator: ",")
    // The results come last, before the brace that closes the entry.
    return try JournalFile.mark + json(entry).dropFirst().dropLast() + ",\"results\":[\(blocks)]}"
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func append(_ line: String) throws {
    var before = stat()
    fstat(descriptor, &before)
    let bytes = Array((line + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        let code = errno
        // A full disk: half a line helps nobody.
        ftruncate(descriptor, before.st_size)
        throw JournalError.unwritable(path: path, code: code)
      }
    }
  }
}

/// Folders that are missing on the way to a file, for their owner only.
private func makeFolder(of path: String) throws {
  var made = ""
  for part in path.split(separator: "/").dropLast() {
    made += "/" + part
    if mkdir(made, 0o700) != 0 && errno != EEXIST && access(made, F_OK) != 0 {
      throw JournalError.unwritable(path: path, code: errno)
    }
  }
}

private let systemWrite = write
