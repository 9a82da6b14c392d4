#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension JournalError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unwritable(let path, let code):
      "the journal '\(path)' cannot be written: \(String(cString: strerror(code))). The session goes on, and what is typed is not kept"
    case .isOpen(let path):
      "'\(path)' belongs to a session that is still open. End that one first, or begin a new one"
    case .unreadable(let path, let code):
      "the journal '\(path)' cannot be read: \(String(cString: strerror(code)))"
    case .notAJournal(let path):
      "'\(path)' is no journal of this version of talpa: its first line is not that of one"
    case .noSuchSession(let name):
      "there is no session '\(name)': 'talpa sessions' lists them"
    }
  }
}
