import CTerminal
import Display

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the terminal is like.
public enum TerminalInfo {
  public struct Size: Equatable, Sendable {
    public var rows: Int
    public var columns: Int

    public init(rows: Int, columns: Int) {
      self.rows = rows
      self.columns = columns
    }
  }

  /// Of the terminal that stdout, stderr or stdin is; else what LINES and COLUMNS say; else 24 × 80.
  public static var size: Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    for file: Int32 in [1, 2, 0] where ct_window_size(file, &rows, &columns) {
      return Size(rows: Int(rows), columns: Int(columns))
    }
    return size(lines: environment("LINES"), columns: environment("COLUMNS"))
  }

  static func size(lines: String?, columns: String?) -> Size {
    func number(_ text: String?) -> Int? {
      text.flatMap { Int($0) }.flatMap { $0 > 0 ? min($0, 10_000) : nil }
    }
    return Size(rows: number(lines) ?? 24, columns: number(columns) ?? 80)
  }

  public static func isTerminal(_ file: Int32) -> Bool { isatty(file) == 1 }

  /// Whether a line can be edited: a terminal on both ends, and one that can move its cursor.
  public static var canEdit: Bool {
    isTerminal(0) && isTerminal(1) && !isDumb && ct_terminal_moves_cursor(1)
  }

  public static var isDumb: Bool { ["", "dumb", "unknown"].contains(environment("TERM") ?? "") }

  /// How many colours it shows, by $COLORTERM, $TERM and the terminal database.
  public static var colorDepth: ColorDepth {
    if isDumb { return .none }
    return colorDepth(
      term: environment("TERM"), colorterm: environment("COLORTERM"), colors: { Int(ct_terminal_colors(1)) })
  }

  static func colorDepth(term: String?, colorterm: String?, colors: () -> Int) -> ColorDepth {
    if ["truecolor", "24bit"].contains(colorterm) || term?.hasSuffix("-direct") == true { return .truecolor }
    return switch colors() {
    case (1 << 24)...: .truecolor
    case 256...: .ansi256
    case 16...: .ansi16
    case 8...: .ansi8
    default: .none
    }
  }

  /// The terminal's description with colours by red, green and blue, where the database has one. curses shows such
  /// colours only by it.
  static var directName: String? {
    guard colorDepth == .truecolor, let term = environment("TERM") else { return nil }
    if term.hasSuffix("-direct") { return term }
    let base = term.hasSuffix("-256color") ? String(term.dropLast("-256color".utf8.count)) : term
    return ct_terminal_is_known(base + "-direct") ? base + "-direct" : nil
  }

  /// Whether it writes light on dark, by COLORFGBG; most do.
  public static var background: Background { background(colorfgbg: environment("COLORFGBG")) }

  /// "foreground;background" (rxvt puts a word between them): 7 and 9 to 15 are light colours.
  static func background(colorfgbg: String?) -> Background {
    guard let last = colorfgbg?.split(separator: ";").last, let color = Int(last) else { return .dark }
    return color == 7 || (9...15).contains(color) ? .light : .dark
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
