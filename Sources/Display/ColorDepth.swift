/// How many colours the output can show. `none` also means: no escape sequence at all.
public enum ColorDepth: Int, Sendable, Comparable {
  case none, ansi16, ansi256, truecolor

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
}
