/// Something that happened at the terminal while a full-screen view is shown.
public enum Event: Equatable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  case resized(rows: Int, columns: Int)
  /// Ctrl-C.
  case interrupted
}

/// A key, as the terminal tells them apart.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// A letter typed with Ctrl, in lower case.
  case control(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete
  /// Anything else: an escape sequence nobody knows, a function key. Never taken for ``escape``.
  case unknown
}

public struct MouseEvent: Equatable, Sendable {
  public enum Action: Sendable {
    case press, doubleClick, wheelUp, wheelDown
  }

  public var action: Action
  /// The cell, counted from 0 at the top left.
  public var row: Int
  public var column: Int

  public init(_ action: Action, row: Int, column: Int) {
    self.action = action
    self.row = row
    self.column = column
  }
}
