/// Numbers as colours: from 0 to 1 in one direction (`sequential`, for attention) or from -1 to 1 around a
/// neutral middle (`diverging`, for differences and cosines).
///
/// Every ramp's luminance only rises or only falls away from its start, so it reads the same in grey and to
/// the colour-blind; the start is the end nearest the terminal's background. Each colour depth has a path of
/// its own: nearest colours of a smooth ramp are not monotone.
public enum ColorRamp: Sendable {
  case sequential, diverging

  /// The colour of `value` (clamped to the ramp's range); `.standard` without colour or for a NaN.
  public func color(_ value: Float, depth: ColorDepth, background: Background) -> Color {
    guard !value.isNaN else { return .standard }
    let position = min(max(value.magnitude, 0), 1)
    let side: Side = self == .sequential ? .sequential : value < 0 ? .below : .above
    switch depth {
    case .none: return .standard
    case .ansi8, .ansi16:
      return .palette(pick(position, from: side.sixteen(on: background))).reduced(to: depth)
    case .ansi256: return .palette(pick(position, from: side.cube(on: background)))
    case .truecolor: return blend(position, along: side.stops(on: background))
    }
  }

  /// A block of `columns` that shows `value` without colour: “ ░▒▓█”, and “-” before a negative one.
  public func shade(_ value: Float, columns: Int) -> String {
    guard !value.isNaN else { return String(repeating: "?", count: columns) }
    let level = pick(min(value.magnitude, 1), from: [" ", "░", "▒", "▓", "█"])
    let block = String(repeating: level, count: columns)
    return value < 0 && level != " " && columns > 1 ? "-" + block.dropFirst() : block
  }

  private func pick<Step>(_ position: Float, from steps: [Step]) -> Step {
    steps[min(steps.count - 1, Int(position * Float(steps.count)))]
  }

  private func blend(_ position: Float, along stops: [(Float, Float, Float)]) -> Color {
    let place = position * Float(stops.count - 1)
    let start = min(stops.count - 2, Int(place))
    let (from, to, part) = (stops[start], stops[start + 1], place - Float(start))
    func mix(_ a: Float, _ b: Float) -> UInt8 { UInt8((a + (b - a) * part).rounded()) }
    return .rgb(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
  }
}

/// Whether the terminal writes light on dark or dark on light.
public enum Background: Sendable {
  case dark, light
}

/// One arm of a ramp, from its quiet end to its loud one, in each colour depth.
private enum Side {
  case sequential, above, below

  func stops(on background: Background) -> [(Float, Float, Float)] {
    switch (self, background) {
    // viridis (van der Walt and Smith, 2015, CC0) at five points
    case (.sequential, .dark): [(68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)]
    case (.sequential, .light):
      [(248, 249, 240), (186, 222, 190), (84, 168, 176), (46, 100, 158), (48, 18, 92)]
    case (.above, .dark): [(38, 38, 38), (110, 72, 30), (196, 118, 36), (255, 200, 110)]
    case (.below, .dark): [(38, 38, 38), (38, 76, 122), (58, 132, 196), (150, 208, 255)]
    case (.above, .light): [(246, 246, 246), (246, 205, 150), (224, 130, 40), (140, 62, 6)]
    case (.below, .light): [(246, 246, 246), (170, 206, 236), (66, 134, 198), (8, 62, 120)]
    }
  }

  func cube(on background: Background) -> [UInt8] {
    switch (self, background) {
    case (.sequential, .dark): [233, 53, 54, 61, 67, 73, 78, 113, 149, 185, 221, 227]
    case (.sequential, .light): [230, 194, 158, 152, 115, 73, 67, 61, 55, 54, 53]
    case (.above, .dark): [234, 52, 58, 94, 130, 136, 172, 178, 214, 221]
    case (.below, .dark): [234, 18, 24, 25, 31, 68, 74, 117, 153]
    case (.above, .light): [231, 230, 223, 222, 215, 208, 172, 130, 94, 52]
    case (.below, .light): [231, 195, 189, 153, 117, 74, 68, 25, 24, 18, 17]
    }
  }

  func sixteen(on background: Background) -> [UInt8] {
    switch (self, background) {
    case (.sequential, .dark): [0, 4, 6, 10, 11, 15]
    case (.sequential, .light): [15, 11, 10, 6, 4, 0]
    case (.above, .dark): [0, 1, 3, 11]
    case (.below, .dark): [0, 4, 6, 14]
    case (.above, .light): [15, 11, 3, 1]
    case (.below, .light): [15, 14, 6, 4]
    }
  }
}
