/// What is wrong with the journal of a session. Codes are errno.
enum JournalError: Error {
  case unwritable(path: String, code: Int32)
  case isOpen(path: String)
  case unreadable(path: String, code: Int32)
  case notAJournal(path: String)
  case noSuchSession(String)
}
