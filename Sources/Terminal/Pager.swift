import CTerminal
import Display

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows a long text through the program that $PAGER names.
public struct Pager: Sendable {
  /// A command line for the shell, as $PAGER holds it.
  public let command: String

  public init(command: String) { self.command = command }

  /// The user's pager; nil when $PAGER is unset or empty, is `cat`, or stdout is no terminal.
  public static var ofUser: Pager? {
    guard TerminalInfo.isTerminal(1), !TerminalInfo.isDumb else { return nil }
    guard let command = TerminalInfo.environment("PAGER"), !command.isEmpty, command != "cat" else {
      return nil
    }
    return Pager(command: command)
  }

  /// Whether a text (which may hold SGR escapes) takes more rows than the screen has beside a prompt.
  public static func isLonger(_ text: String, than size: TerminalInfo.Size) -> Bool {
    var rows = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      rows += max(1, (TextWidth.of(PromptText.visible(String(line))) + size.columns - 1) / size.columns)
      if rows >= size.rows { return true }
    }
    return false
  }

  /// Shows the text and waits until the user has left the pager. Ctrl-C is the pager's meanwhile.
  /// - Returns: false when the pager could not be started; nothing was shown then.
  public func show(_ text: String) -> Bool {
    // `less` shows our colours, and leaves what fits the screen on it.
    let settings = TerminalInfo.environment("LESS") == nil ? "LESS=FRX; export LESS; " : ""
    var input: Int32 = -1
    let child = ct_child_start(settings + command, &input)
    guard child > 0 else { return false }
    // That the pager closes its end early is no failure: the user has seen enough.
    _ = writeAll(text, to: input)
    close(input)
    // What a shell exits with when there is no such command, or none that it may run.
    return ![126, 127].contains(ct_child_wait(child))
  }
}
