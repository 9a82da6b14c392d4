/// What each kind of thing looks like. Text uses the terminal's own sixteen colours, which its user has
/// chosen to be readable; numbers use ``ColorRamp``. Without colour nothing is lost but emphasis: special
/// tokens keep their brackets, continuations their “##”.
public struct Palette: Equatable, Sendable {
  public let depth: ColorDepth
  public let background: Background

  public static let plain = Palette(depth: .none)

  public init(depth: ColorDepth, background: Background = .dark) {
    self.depth = depth
    self.background = background
  }

  public var header: Style { Style(bold: true) }
  public var muted: Style { Style(dim: true) }
  public var accent: Style { Style(foreground: onDark(14, onLight: 4), bold: true) }
  public var error: Style { Style(foreground: onDark(9, onLight: 1), bold: true) }
  public var warning: Style { Style(foreground: onDark(11, onLight: 130)) }

  /// [CLS], [SEP] and [MASK].
  public var special: Style { Style(foreground: onDark(13, onLight: 5)) }
  /// The pieces of a word after its first, “##ing”.
  public var continuation: Style { Style(foreground: onDark(11, onLight: 130)) }
  /// [UNK].
  public var unknown: Style { Style(foreground: onDark(9, onLight: 1), bold: true) }
  /// [PAD].
  public var padding: Style { Style(dim: true) }
  /// The second text of a pair.
  public var pair: Style { Style(foreground: onDark(10, onLight: 2)) }

  /// One of six colours that differ; a seventh group begins anew.
  public func group(_ index: Int) -> Style {
    let colors: [(dark: UInt8, light: UInt8)] = [(14, 4), (11, 130), (10, 2), (13, 5), (9, 1), (12, 6)]
    let color = colors[index % colors.count]
    return Style(foreground: onDark(color.dark, onLight: color.light))
  }

  /// `columns` blank columns coloured by `value`, or shade characters where there are no ramps of colour.
  public func block(_ value: Float, _ ramp: ColorRamp, columns: Int) -> StyledText {
    depth.hasRamps
      ? .spaces(columns, Style(background: color(value, ramp)))
      : StyledText(ramp.shade(value, columns: columns), shadeStyle(value))
  }

  /// Shades of numbers below 0 differ in colour too, where there is any.
  func shadeStyle(_ value: Float) -> Style {
    value < 0 ? Style(foreground: onDark(6, onLight: 4)) : .plain
  }

  /// `text` written on the colour of `value`, black or white, whichever reads better.
  public func cell(_ text: String, _ value: Float, _ ramp: ColorRamp) -> StyledText {
    let color = color(value, ramp)
    return StyledText(text, Style(foreground: color.readableForeground, background: color))
  }

  public func color(_ value: Float, _ ramp: ColorRamp) -> Color {
    ramp.color(value, depth: depth, background: background)
  }

  private func onDark(_ dark: UInt8, onLight light: UInt8) -> Color {
    .palette(background == .dark ? dark : light)
  }
}
