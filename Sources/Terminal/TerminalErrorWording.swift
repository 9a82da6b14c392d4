#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension HistoryFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let path, let errno):
      "The history in \(path) cannot be read: \(reason(errno)). "
        + "This session starts without it; make the file readable, or move it away."
    case .unwritable(let path, let errno):
      "The history cannot be kept in \(path): \(reason(errno)). "
        + "Make its folder writable, or name another one in $XDG_STATE_HOME."
    }
  }
}

private func reason(_ errno: Int32) -> String {
  strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
}
