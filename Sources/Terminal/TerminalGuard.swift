import CTerminal

/// Gives the terminal back as it was however the program ends: `exit`, SIGTERM, SIGHUP, a crash. Only SIGKILL
/// escapes it. The signal then does what it would have done without the guard, so that the exit status tells
/// the truth and Swift's own backtrace appears.
public enum TerminalGuard {
  /// Remembers the settings of now: call it before anything changes them. Does nothing without a terminal.
  public static func install() { ct_guard_install() }
}
