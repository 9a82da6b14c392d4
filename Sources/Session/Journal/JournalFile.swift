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

/// A journal as it lies on disk, read line by line: sessions are longer than what memory should hold. A last line
/// that was torn off, and lines that are no entries, are left out.
struct JournalFile {
  let path: String
  /// When the session began, as its first line says.
  let started: String
  /// How many entries there are.
  let entries: Int
  /// Whether the last line has no end: its program was killed while it wrote.
  let isTorn: Bool
  let lastEntry: JournalEntry?

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

  /// - Parameter visit: is given each entry's line.
  /// - Throws: `JournalError.unreadable`, `.notAJournal`.
  init(path: String, visit: (String) -> Void = { _ in }) throws {
    self.path = path
    let file = try OpenJournal(path: path)
    guard case .text(let first)? = file.reader.next(),
      let header = try? JSONDecoder().decode(Header.self, from: Data(first.utf8)),
      header.v == 1, header.kind == "session"
    else { throw JournalError.notAJournal(path: path) }
    started = header.started
    var count = 0
    var last: String?
    while let line = file.nextEntry() {
      (count, last) = (count + 1, line)
      visit(line)
    }
    isTorn = file.isTorn
    entries = count
    lastEntry = last.flatMap(JournalFile.decoded)
  }

  static let mark = #"{"v":1,"kind":"entry","#

  fileprivate static func decoded(_ line: String) -> JournalEntry? {
    try? JSONDecoder().decode(JournalEntry.self, from: Data(line.utf8))
  }

  /// The lines that are entries, from the first.
  func lines() throws -> some Sequence<String> {
    let file = try OpenJournal(path: path)
    return sequence(state: file) { $0.nextEntry() }
  }
}

/// A journal that is being read.
private final class OpenJournal {
  let reader: LineReader
  let isTorn: Bool
  private let descriptor: Int32
  /// The line after the one that is given next: only the last may be torn.
  private var ahead: String?
  private static let longestLine = 256 << 20

  init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw JournalError.unreadable(path: path, code: errno) }
    var status = stat()
    fstat(descriptor, &status)
    var last: UInt8 = 0
    isTorn =
      status.st_size > 0 && pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != UInt8(ascii: "\n")
    reader = LineReader(descriptor: descriptor, limit: OpenJournal.longestLine)
  }

  deinit { close(descriptor) }

  func nextEntry() -> String? {
    let line = ahead ?? readEntry()
    ahead = nil
    guard let line else { return nil }
    ahead = readEntry()
    // Of a last line only its newline may be missing: then nothing is.
    return ahead == nil && isTorn && JournalFile.decoded(line) == nil ? nil : line
  }

  private func readEntry() -> String? {
    while let line = reader.next() {
      if case .text(let text) = line, text.hasPrefix(JournalFile.mark) { return text }
    }
    return nil
  }
}
