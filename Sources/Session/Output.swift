import Display

/// Where a command's words go: data for the reader or the next program, messages for the person.
public protocol Output: AnyObject {
  /// Columns of the terminal; nil where data goes to a file or another program, which takes any width.
  var width: Int? { get }
  func write(_ text: String)
  func message(_ text: String)
  /// A line that is replaced by the next one and leaves nothing behind; nil removes it. Silent without a
  /// terminal.
  func progress(_ line: String?)
  /// What was written so far is shown now.
  func flush()
  /// The command is done: what it wrote is shown, in a pager when it is longer than the screen.
  func finishCommand(mayPage: Bool)
}

/// Keeps what is written: for tests, and for output that is wanted as a value.
public final class CapturedOutput: Output {
  public let width: Int?
  public private(set) var data = ""
  public private(set) var messages = ""

  public init(width: Int? = nil) { self.width = width }

  public func write(_ text: String) { data += text }
  public func message(_ text: String) { messages += text }
  public func progress(_ line: String?) {}
  public func flush() {}
  public func finishCommand(mayPage: Bool) {}
}
