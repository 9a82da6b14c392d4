/// A terminal that shows whole canvases and tells what happens: curses, or a script in tests.
public protocol Screen: AnyObject {
  var rows: Int { get }
  var columns: Int { get }
  /// The colours it can show; fewer than printed output has where its terminal description knows fewer.
  var depth: ColorDepth { get }

  /// Shows a canvas; only cells that differ from the last one are written.
  func show(_ canvas: Canvas)
  /// Waits for the next event. Nil when the terminal is gone.
  func next() -> Event?
  /// Whether clicks and the wheel come as events; off, the terminal selects text with them as usual.
  func useMouse(_ wanted: Bool)
  /// Gives the terminal back as it was.
  func close()
}
