/// Why a history could not be read or kept.
public enum HistoryFileError: Error, Equatable, Sendable {
  case unreadable(path: String, errno: Int32)
  case unwritable(path: String, errno: Int32)
}
