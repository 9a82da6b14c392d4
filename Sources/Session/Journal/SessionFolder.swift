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

/// The folder that holds the journals of all sessions, a file each.
struct SessionFolder {
  let path: String

  /// Nil without a home (XDG base directories).
  init?(environment: [String: String]) {
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = state ?? environment["HOME"].map({ $0 + "/.local/state" }) else { return nil }
    path = base + "/talpa/sessions"
  }

  /// Paths of all journals, the oldest first: names begin with the time.
  func all() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { path + "/" + $0 }
  }

  /// A name nobody has: the time, and the process for two that begin at once.
  func newPath() -> String {
    let time = Timestamp.now().prefix(19).map { $0 == ":" ? "-" : $0 }
    return path + "/" + String(time) + "-\(getpid()).jsonl"
  }

  /// The journal that a name, or the beginning of only one, means; nil is the latest.
  func find(_ name: String?) throws -> String {
    let paths = all()
    guard let name else {
      guard let last = paths.last else { throw JournalError.noSuchSession("the last one") }
      return last
    }
    let matches = paths.filter { JournalFile.name(of: $0).hasPrefix(name) }
    if let exact = matches.first(where: { JournalFile.name(of: $0) == name }) { return exact }
    guard matches.count == 1 else { throw JournalError.noSuchSession(name) }
    return matches[0]
  }
}
