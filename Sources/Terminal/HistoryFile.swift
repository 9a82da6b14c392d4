#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A history on disk, for its owner only, that sessions may share: each adds what it has, under a lock, and a
/// reader never sees half a file.
struct HistoryFile {
  let path: String

  /// A file that somebody blew up is not read to its end.
  private static let byteLimit = 64 << 20

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  func load() throws(HistoryFileError) -> LineHistory {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0 && errno == ENOENT { return LineHistory() }
    guard file >= 0 else { throw .unreadable(path: path, errno: errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count < Self.byteLimit {
      let count = read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, errno: errno) }
      if count == 0 { break }
      bytes += chunk.prefix(count)
    }
    return LineHistory(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Adds what `history` has not saved yet to what the file holds now.
  func save(_ history: inout LineHistory) throws(HistoryFileError) {
    if history.unsaved.isEmpty { return }
    try makeFolder()
    // The folder is what sessions lock: the file itself is another one after each save.
    let lock = open(folder, O_RDONLY | O_CLOEXEC)
    guard lock >= 0 else { throw .unwritable(path: path, errno: errno) }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .unwritable(path: path, errno: errno) }
    }
    try replace(with: history.merged(into: try load()).text)
    history.markSaved()
  }

  /// Folders that are missing on the way, for their owner only.
  private func makeFolder() throws(HistoryFileError) {
    var made = folder.hasPrefix("/") ? "/" : ""
    for part in folder.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      if mkdir(made, 0o700) != 0 && errno != EEXIST && access(made, F_OK) != 0 {
        throw .unwritable(path: path, errno: errno)
      }
    }
  }

  private func replace(with text: String) throws(HistoryFileError) {
    let draft = path + ".new"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .unwritable(path: path, errno: errno) }
    var failure = writeAll(text, to: file) ? 0 : errno
    if close(file) != 0 && failure == 0 { failure = errno }
    if failure == 0 && rename(draft, path) != 0 { failure = errno }
    if failure != 0 {
      unlink(draft)
      throw .unwritable(path: path, errno: failure)
    }
  }
}

extension LineHistory {
  /// What earlier sessions saved in a file; empty where there is none yet.
  public static func saved(at path: String) throws(HistoryFileError) -> LineHistory {
    try HistoryFile(path: path).load()
  }
}
