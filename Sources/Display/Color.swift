/// A colour as a terminal names it: its own default, one of the 256 numbered ones, or red, green and blue.
public enum Color: Equatable, Hashable, Sendable {
  case standard
  case palette(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}

extension Color {
  /// The nearest colour that `depth` has. Colours chosen by a ``ColorRamp`` never need this: nearest
  /// colours of a smooth ramp are not monotone, so ramps have a path of their own at every depth.
  public func reduced(to depth: ColorDepth) -> Color {
    switch (self, depth) {
    case (_, .none): .standard
    case (.rgb, .ansi256): .palette(nearest(among: 16...255))
    case (.rgb, .ansi16), (.palette(16...), .ansi16): .palette(nearest(among: 0...15))
    case (.rgb, .ansi8), (.palette(16...), .ansi8): .palette(nearest(among: 0...7))
    case (.palette(let bright), .ansi8) where bright > 7: .palette(bright - 8)
    default: self
    }
  }

  /// Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it; nil for the terminal's own default.
  var luminance: Float? {
    guard let (red, green, blue) = components else { return nil }
    func linear(_ component: UInt8) -> Float {
      let value = Float(component) / 255
      // WCAG's curve to the power 2.4, by its usual polynomial: no Foundation for one power.
      return value * (value * (value * 0.305306011 + 0.682171111) + 0.012522878)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Black or white, whichever is easier to read on this colour.
  var readableForeground: Color {
    guard let luminance else { return .standard }
    return luminance > 0.18 ? .palette(16) : .palette(231)
  }

  private func nearest(among candidates: ClosedRange<UInt8>) -> UInt8 {
    guard let (red, green, blue) = components else { return 0 }
    func distance(_ index: UInt8) -> Int {
      let (r, g, b) = Color.components(ofPalette: index)
      let (dr, dg, db) = (Int(red) - Int(r), Int(green) - Int(g), Int(blue) - Int(b))
      return 3 * dr * dr + 4 * dg * dg + 2 * db * db
    }
    return candidates.min { distance($0) < distance($1) } ?? candidates.lowerBound
  }

  /// Red, green and blue; nil for the terminal's own default.
  public var components: (UInt8, UInt8, UInt8)? {
    switch self {
    case .standard: nil
    case .palette(let index): Color.components(ofPalette: index)
    case .rgb(let red, let green, let blue): (red, green, blue)
    }
  }

  /// xterm's values: 16 named colours, a cube of 6 × 6 × 6, and 24 greys.
  private static func components(ofPalette index: UInt8) -> (UInt8, UInt8, UInt8) {
    switch index {
    case 0: return (0, 0, 0)
    case 7: return (229, 229, 229)
    case 8: return (127, 127, 127)
    case 15: return (255, 255, 255)
    case 1..<7: return primary(index, 205)
    case 9..<15: return primary(index - 8, 255)
    case 16..<232:
      let cube = index - 16
      func level(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + 40 * step }
      return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    default:
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
  }

  private static func primary(_ bits: UInt8, _ level: UInt8) -> (UInt8, UInt8, UInt8) {
    (bits & 1 != 0 ? level : 0, bits & 2 != 0 ? level : 0, bits & 4 != 0 ? level : 0)
  }
}
