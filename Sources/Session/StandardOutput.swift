#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// stdout and stderr. What one command prints is gathered, so that it can go through a pager when it is
/// longer than the screen, and so that 100,000 short lines are not 100,000 system calls.
public final class StandardOutput: Output {
  private let terminal: Host.Terminal?
  private let showsProgress: Bool
  private var pending = ""
  private var isProgressShown = false

  /// - Parameters:
  ///   - terminal: nil when stdout is not one.
  ///   - showsProgress: whether stderr is a terminal.
  init(terminal: Host.Terminal?, showsProgress: Bool) {
    self.terminal = terminal
    self.showsProgress = showsProgress
  }

  public var width: Int? { terminal?.columns() }

  public func write(_ text: String) {
    pending += text
    if terminal == nil, pending.utf8.count > 1 << 16 { flush() }
  }

  public func message(_ text: String) {
    progress(nil)
    flush()
    put(text, on: STDERR_FILENO)
  }

  public func progress(_ line: String?) {
    guard showsProgress, line != nil || isProgressShown else { return }
    isProgressShown = line != nil
    put("\r\u{1B}[K" + (line ?? ""), on: STDERR_FILENO)
  }

  public func flush() {
    put(pending, on: STDOUT_FILENO)
    pending = ""
  }

  public func finishCommand(mayPage: Bool) {
    progress(nil)
    if mayPage, let terminal, terminal.page(pending) { pending = "" }
    flush()
  }
}

/// Writes all of it. A reader that has gone away ends the program by SIGPIPE, as in any filter; a full disk
/// is an error.
private func put(_ text: String, on descriptor: Int32) {
  guard !text.isEmpty else { return }
  let bytes = Array(text.utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      written += count
    } else if errno == EAGAIN {
      var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&request, 1, -1)
    } else if errno != EINTR {
      return reportLoss(on: descriptor)
    }
  }
}

/// Output that cannot be written is lost data: a script must not take the rest for the whole.
private func reportLoss(on descriptor: Int32) {
  let reason = String(cString: strerror(errno))
  if descriptor == STDOUT_FILENO { put("talpa: cannot write the output: \(reason)\n", on: STDERR_FILENO) }
  exit(ExitStatus.failure.rawValue)
}
