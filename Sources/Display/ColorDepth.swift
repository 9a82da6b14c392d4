/// How many colours the output can show. `none` also means: no escape sequence at all.
public enum ColorDepth: Int, Sendable, Comparable {
  case none, ansi8, ansi16, ansi256, truecolor

  /// Whether numbers have colours of their own to show them. The first sixteen are the user's: what they look
  /// like nobody knows, so there numbers are shade characters.
  public var hasRamps: Bool { self >= .ansi256 }

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
}
