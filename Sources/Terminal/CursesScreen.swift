import CTerminal
import Display

/// A full screen through curses: thin, because views draw on a ``Canvas`` and know nothing of it.
///
/// There is one at a time, and only the thread that opened it may use it.
public final class CursesScreen: Screen {
  public let depth: ColorDepth
  private var last: Canvas?
  private var lastPress: (row: Int, column: Int, time: ContinuousClock.Instant)?
  private var isOpen = true

  /// Switches off what a full screen switches on: mouse, attributes, hidden cursor, alternate screen, keypad.
  private static let reset =
    "\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1003l\u{1b}[?1006l\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l\u{1b}[?1l\u{1b}>\r\n"
  private static let doubleClick = Duration.milliseconds(400)

  /// Nil where the terminal cannot carry a full screen.
  /// - Parameter limit: the most colours to use.
  public init?(atMost limit: ColorDepth) {
    guard !TerminalInfo.isDumb, ct_use_utf8() else { return nil }
    let direct = TerminalInfo.directName
    guard ct_screen_open(direct ?? TerminalInfo.environment("TERM")) else { return nil }
    ct_guard_arm(CursesScreen.reset)
    depth = min(limit, CursesScreen.depth(colors: Int(ct_screen_colors()), isDirect: direct != nil))
    ct_screen_mouse(true)
  }

  deinit { close() }

  static func depth(colors: Int, isDirect: Bool) -> ColorDepth {
    switch colors {
    case _ where isDirect: .truecolor
    case 256...: .ansi256
    case 16...: .ansi16
    case 8...: .ansi8
    default: .none
    }
  }

  public var rows: Int { Int(ct_screen_rows()) }
  public var columns: Int { Int(ct_screen_columns()) }

  public func useMouse(_ wanted: Bool) { ct_screen_mouse(wanted) }

  public func close() {
    guard isOpen else { return }
    isOpen = false
    ct_screen_close()
    ct_guard_arm(nil)
  }

  // MARK: Drawing

  public func show(_ canvas: Canvas) {
    guard isOpen else { return }
    let before = last.flatMap { $0.rows == canvas.rows && $0.columns == canvas.columns ? $0 : nil }
    for row in 0..<min(canvas.rows, rows) {
      for column in 0..<min(canvas.columns, columns) {
        let cell = canvas[row, column]
        guard cell.width > 0, before?[row, column] != cell else { continue }
        put(cell, row: row, column: column)
      }
    }
    last = canvas
    ct_screen_show(Int32(canvas.cursor?.row ?? -1), Int32(canvas.cursor?.column ?? 0))
  }

  private func put(_ cell: Cell, row: Int, column: Int) {
    let (foreground, background) = (
      CursesColor.number(of: cell.style.foreground, depth),
      CursesColor.number(of: cell.style.background, depth)
    )
    let attributes = CursesColor.attributes(of: cell.style)
    let scalars = cell.text.unicodeScalars
    if scalars.count == 1, var only = scalars.first?.value {
      ct_screen_put(Int32(row), Int32(column), &only, 1, foreground, background, attributes)
    } else {
      let values = scalars.map(\.value)
      ct_screen_put(
        Int32(row), Int32(column), values, Int32(values.count), foreground, background, attributes)
    }
  }

  // MARK: Events

  public func next() -> Event? {
    guard isOpen else { return nil }
    while true {
      var event = ct_screen_event()
      ct_screen_next(&event)
      switch event.kind {
      case CT_SCREEN_CHARACTER:
        return .key(Unicode.Scalar(UInt32(bitPattern: event.code)).map { CursesKey.of($0) } ?? .unknown)
      case CT_SCREEN_KEY: return .key(CursesKey.of(ct_key(UInt32(event.code))))
      case CT_SCREEN_PRESS: return .mouse(press(row: Int(event.row), column: Int(event.column)))
      case CT_SCREEN_WHEEL_UP:
        return .mouse(MouseEvent(.wheelUp, row: Int(event.row), column: Int(event.column)))
      case CT_SCREEN_WHEEL_DOWN:
        return .mouse(MouseEvent(.wheelDown, row: Int(event.row), column: Int(event.column)))
      case CT_SCREEN_RESIZED:
        last = nil
        return .resized(rows: Int(event.row), columns: Int(event.column))
      case CT_SCREEN_INTERRUPTED: return .interrupted
      case CT_SCREEN_ENDED: return nil
      default: continue
      }
    }
  }

  /// curses would hold the first press back to see whether a second follows.
  private func press(row: Int, column: Int) -> MouseEvent {
    let now = ContinuousClock.now
    let isSecond = lastPress.map {
      $0.row == row && $0.column == column && now - $0.time < CursesScreen.doubleClick
    }
    lastPress = isSecond == true ? nil : (row, column, now)
    return MouseEvent(isSecond == true ? .doubleClick : .press, row: row, column: column)
  }
}
