import CTerminal

/// Ctrl-C while a command runs: a flag that long work looks at between its steps. It never ends the program.
public enum Interruption {
  /// From now on SIGINT only raises the flag. Not for scripts: there it should end the program as usual.
  public static func install() { ct_interrupts_catch() }

  public static var requested: Bool { ct_interrupts_pending() }

  /// Lowers the flag: before a command starts, and after one has stopped.
  public static func clear() { ct_interrupts_clear() }
}
