import CVTerm
import Foundation

#if canImport(Glibc)
  @preconcurrency import Glibc
  /// A GNU extension, not imported.
  private let spawnInNewSession: Int16 = 0x80
#else
  import Darwin
  private let spawnInNewSession: Int16 = 0x0400
#endif

/// A program on a terminal of its own. What it writes goes to a terminal in memory: `screen` is what a person
/// would see. Nothing sleeps for a fixed time: `wait` returns as soon as its condition holds.
final class PTY {
  enum Exit: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  let process: pid_t
  /// Every byte that the program wrote.
  private(set) var output: [UInt8] = []

  private let ours: Int32
  private let theirs: Int32
  private let terminal: OpaquePointer
  private var rows: Int
  private var columns: Int
  private var exit: Exit?

  /// - Parameter environment: all of it; nothing is inherited.
  init(
    _ program: String, _ arguments: [String] = [], environment: [String: String], rows: Int = 24,
    columns: Int = 80
  ) throws {
    self.rows = rows
    self.columns = columns
    guard let terminal = cv_open(Int32(rows), Int32(columns)) else { throw POSIXError(.ENOMEM) }
    self.terminal = terminal
    var (ours, theirs): (Int32, Int32) = (0, 0)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&ours, &theirs, &name, nil, &size) == 0 else { throw POSIXError(.EIO) }
    (self.ours, self.theirs) = (ours, theirs)
    for end in [ours, theirs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    process = try Self.spawn([program] + arguments, environment: environment, on: name)
  }

  deinit {
    if exit == nil {
      var status: Int32 = 0
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
    }
    close(ours)
    close(theirs)
    cv_close(terminal)
  }

  private static func spawn(
    _ arguments: [String], environment: [String: String], on terminal: [CChar]
  ) throws -> pid_t {
    #if canImport(Darwin)
      var files: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var files = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    // Opened by the leader of a new session, it becomes the controlling terminal: Ctrl-C and resizes signal.
    posix_spawn_file_actions_addopen(&files, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&files, 0, 1)
    posix_spawn_file_actions_adddup2(&files, 0, 2)
    // A test may run on a thread that blocks every signal; the program must not inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, spawnInNewSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    let arguments = arguments.map { strdup($0) }
    let environment = environment.map { strdup("\($0)=\($1)") }
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(
      &process, arguments[0]!, &files, &attributes, arguments + [nil], environment + [nil])
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
    return process
  }
}

// MARK: - Keyboard and window

extension PTY {
  func send(_ keys: String) {
    var bytes = Array(keys.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(ours, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
      take(milliseconds: 0)
    }
  }

  /// As a terminal sends a paste to a program that asked for brackets.
  func paste(_ text: String) { send("\u{1b}[200~\(text)\u{1b}[201~") }

  func resize(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    cv_resize(terminal, Int32(rows), Int32(columns))
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(ours, UInt(TIOCSWINSZ), &size)  // the kernel sends SIGWINCH
  }

  func signal(_ number: Int32) { kill(process, number) }
}

// MARK: - Screen

extension PTY {
  /// The rows of the screen without the blanks at their ends, and without the empty rows at the bottom.
  var lines: [String] {
    var lines = (0..<rows).map { row in
      var line = String.UnicodeScalarView()
      for column in 0..<columns {
        let cell = cv_cell_at(terminal, Int32(row), Int32(column))
        if cell.width == 0 { continue }
        let scalars = withUnsafeBytes(of: cell.characters) { Array($0.bindMemory(to: UInt32.self)) }
          .prefix { $0 != 0 }.compactMap { Unicode.Scalar($0) }
        line.append(contentsOf: scalars.isEmpty ? [" "] : scalars)
      }
      return String(String.UnicodeScalarView(line.reversed().drop { $0 == " " }.reversed()))
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  var screen: String { lines.joined(separator: "\n") }
  var lastLine: String { lines.last ?? "" }

  var cursor: (row: Int, column: Int) {
    var (row, column): (Int32, Int32) = (0, 0)
    cv_cursor(terminal, &row, &column)
    return (Int(row), Int(column))
  }

  /// Whether a full-screen program has put the screen aside (the alternate screen).
  var isOnOtherScreen: Bool { cv_is_on_other_screen(terminal) }

  func cell(row: Int, column: Int) -> cv_cell { cv_cell_at(terminal, Int32(row), Int32(column)) }

  /// What the program last said about bracketed paste.
  var takesPastes: Bool {
    let text = String(decoding: output, as: UTF8.self)
    guard let on = text.range(of: "\u{1b}[?2004h", options: .backwards) else { return false }
    return !text[on.upperBound...].contains("\u{1b}[?2004l")
  }
}

// MARK: - Time

extension PTY {
  /// Waits until the condition holds. Generous, because it returns at once when it does.
  func wait(seconds: Double = 30, until condition: (PTY) -> Bool) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while !condition(self) {
      guard Date() < end else { return false }
      take(milliseconds: 50)
    }
    return true
  }

  /// Waits until the program has ended, and for all that it wrote.
  func waitForExit(seconds: Double = 30) -> Exit? {
    _ = wait(seconds: seconds) { _ in
      var status: Int32 = 0
      guard waitpid(process, &status, WNOHANG) == process else { return false }
      exit = status & 0x7f == 0 ? .status(status >> 8 & 0xff) : .signal(status & 0x7f)
      return true
    }
    while take(milliseconds: 20) {}
    return exit
  }

  /// Feeds the terminal with what the program wrote; answers go back.
  /// - Returns: whether there was something.
  @discardableResult
  private func take(milliseconds: Int32) -> Bool {
    var poll = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
    guard Foundation.poll(&poll, 1, milliseconds) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(ours, &chunk, chunk.count)
    guard count > 0 else { return false }
    output += chunk.prefix(count)
    cv_write(terminal, chunk, count)
    let answer = cv_answer(terminal, &chunk, chunk.count)
    if answer > 0 { _ = write(ours, chunk, answer) }
    return true
  }

  /// The settings of the terminal line, in a form that can be compared.
  var settings: [UInt64] {
    var settings = termios()
    tcgetattr(ours, &settings)
    let controls = withUnsafeBytes(of: settings.c_cc) { $0.map { UInt64($0) } }
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag].map { UInt64($0) }
      + controls
  }
}
