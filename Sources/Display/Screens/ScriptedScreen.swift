/// A screen without a terminal: events from a list, canvases kept to look at.
public final class ScriptedScreen: Screen {
  public private(set) var rows: Int
  public private(set) var columns: Int
  public let depth: ColorDepth
  public private(set) var shown: [Canvas] = []
  public private(set) var usesMouse = true
  public private(set) var isClosed = false
  private var events: [Event]

  public init(rows: Int, columns: Int, depth: ColorDepth = .none, events: [Event]) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
    self.events = events
  }

  public func show(_ canvas: Canvas) { shown.append(canvas) }

  /// Nil after the last event: the terminal is gone.
  public func next() -> Event? {
    guard !events.isEmpty else { return nil }
    let event = events.removeFirst()
    if case .resized(let rows, let columns) = event { (self.rows, self.columns) = (rows, columns) }
    return event
  }

  public func useMouse(_ wanted: Bool) { usesMouse = wanted }
  public func close() { isClosed = true }
}
