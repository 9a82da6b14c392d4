/// How a run of text looks.
public struct Style: Equatable, Hashable, Sendable {
  public var foreground: Color
  public var background: Color
  public var bold: Bool
  public var dim: Bool
  public var italic: Bool
  public var underline: Bool
  public var reverse: Bool

  public static let plain = Style()

  public init(
    foreground: Color = .standard, background: Color = .standard, bold: Bool = false, dim: Bool = false,
    italic: Bool = false, underline: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.italic = italic
    self.underline = underline
    self.reverse = reverse
  }
}

extension Style {
  static let reset = "\u{1b}[0m"

  /// The escape sequence (SGR, ECMA-48) that leaves whatever style was on and begins this one.
  func escapeSequence(_ depth: ColorDepth) -> String {
    guard depth > .none else { return "" }
    var codes = ["0"]
    if bold { codes.append("1") }
    if dim { codes.append("2") }
    if italic { codes.append("3") }
    if underline { codes.append("4") }
    if reverse { codes.append("7") }
    codes += Style.codes(foreground.reduced(to: depth), normal: 30, bright: 90, extended: "38")
    codes += Style.codes(background.reduced(to: depth), normal: 40, bright: 100, extended: "48")
    return "\u{1b}[" + codes.joined(separator: ";") + "m"
  }

  private static func codes(_ color: Color, normal: Int, bright: Int, extended: String) -> [String] {
    switch color {
    case .standard: []
    case .palette(let index) where index < 8: [String(normal + Int(index))]
    case .palette(let index) where index < 16: [String(bright + Int(index) - 8)]
    case .palette(let index): [extended, "5", String(index)]
    case .rgb(let red, let green, let blue): [extended, "2", String(red), String(green), String(blue)]
    }
  }
}
