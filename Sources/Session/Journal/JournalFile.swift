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

/// A journal as it lies on disk. A last line that was torn off, and lines that are no entries, are left out.
struct JournalFile {
  let path: String
  /// When the session began, as its first line says.
  let started: String
  /// Whole lines that are entries.
  let entries: [String]
  /// Whether the last line has no end: its program was killed while it wrote.
  let isTorn: Bool

  /// The file's name without its ending: the session's name.
  var name: String { JournalFile.name(of: path) }

  static func name(of path: String) -> String {
    String((path.split(separator: "/").last ?? "").dropLast(".jsonl".count))
  }

  private struct Header: Decodable {
    let v: Int
    let kind: String
    let started: String
  }

  /// - Throws: `JournalError.unreadable`, `.notAJournal`.
  init(path: String) throws {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw JournalError.unreadable(path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    var last: UInt8 = 0
    isTorn =
      status.st_size > 0 && pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != UInt8(ascii: "\n")

    let reader = LineReader(descriptor: descriptor, limit: JournalFile.longestLine)
    guard case .text(let first)? = reader.next(),
      let header = try? JSONDecoder().decode(Header.self, from: Data(first.utf8)),
      header.v == 1, header.kind == "session"
    else { throw JournalError.notAJournal(path: path) }
    started = header.started
    var entries: [String] = []
    var isLastEntry = false
    while let line = reader.next() {
      isLastEntry = false
      guard case .text(let text) = line, text.hasPrefix(JournalFile.mark) else { continue }
      entries.append(text)
      isLastEntry = true
    }
    // Only its newline may be missing: then nothing is.
    if isTorn, isLastEntry, let last = entries.last, JournalFile.decoded(last) == nil { entries.removeLast() }
    self.entries = entries
  }

  static let mark = #"{"v":1,"kind":"entry","#
  private static let longestLine = 256 << 20

  var lastEntry: JournalEntry? { entries.last.flatMap(JournalFile.decoded) }

  private static func decoded(_ line: String) -> JournalEntry? {
    try? JSONDecoder().decode(JournalEntry.self, from: Data(line.utf8))
  }

  /// What a session must be given back to go on: everything but results. Damaged lines are left out.
  func history() -> [JournalEntry] {
    let decoder = JSONDecoder()
    // Together they are decoded several times as fast; one that is damaged is then found one by one.
    if let all = try? decoder.decode(
      [JournalEntry].self, from: Data(("[" + entries.joined(separator: ",") + "]").utf8))
    {
      return all
    }
    return entries.compactMap(JournalFile.decoded)
  }
}
