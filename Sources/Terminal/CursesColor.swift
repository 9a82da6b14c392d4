import CTerminal
import Display

/// Colours and styles as curses numbers them.
enum CursesColor {
  /// -1 is the terminal's own. With colours by red, green and blue, numbers below 8 are still the first eight named
  /// ones, and every other number is a colour.
  static func number(of color: Color, _ depth: ColorDepth) -> Int32 {
    switch color.reduced(to: depth) {
    case .standard: return -1
    case .palette(let index):
      guard depth == .truecolor, index > 7 else { return Int32(index) }
      return index < 16 ? Int32(index - 8) : direct(color)
    case .rgb: return direct(color)
    }
  }

  private static func direct(_ color: Color) -> Int32 {
    guard let (red, green, blue) = color.components else { return -1 }
    let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    return (1..<8).contains(value) ? 8 : value
  }

  static func attributes(of style: Style) -> Int32 {
    var bits: UInt32 = 0
    if style.bold { bits |= CT_BOLD.rawValue }
    if style.dim { bits |= CT_DIM.rawValue }
    if style.italic { bits |= CT_ITALIC.rawValue }
    if style.underline { bits |= CT_UNDERLINE.rawValue }
    if style.reverse { bits |= CT_REVERSE.rawValue }
    return Int32(bits)
  }
}
