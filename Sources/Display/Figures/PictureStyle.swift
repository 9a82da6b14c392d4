/// The colours of a picture as a style sheet: ink and paper, and a class for each step of a ramp. The picture
/// itself names classes only, so that a page can show it on dark and on light.
enum PictureStyle {
  /// Steps of a ramp after its quiet end; the eye tells fewer apart.
  static let levels = 63

  /// The step of a place on a ramp, below 0 on the lower arm of a diverging one; nil for what is no number.
  static func level(_ position: Float) -> Int? {
    position.isNaN ? nil : Int((min(max(position, -1), 1) * Float(levels)).rounded())
  }

  /// The class of a step: “s12” of the sequential ramp, “a12” and “b12” above and below the diverging one's
  /// middle, “d0”.
  static func name(_ level: Int, of ramp: ColorRamp) -> String {
    switch ramp {
    case .sequential: "s\(level)"
    case .diverging: level == 0 ? "d0" : level > 0 ? "a\(level)" : "b\(-level)"
    }
  }

  /// The class of a cell without a number.
  static let gap = "x"

  static let font = "\"DejaVu Sans Mono\", Menlo, Consolas, monospace"

  static func sheet(_ ramps: [ColorRamp], on background: Background) -> String {
    let (paper, ink, muted, gap) =
      background == .dark
      ? ("#16181d", "#e8e8e6", "#9a9fa8", "#7d8188") : ("#ffffff", "#1d2025", "#646a73", "#b4b8be")
    var sheet = """
      .paper{fill:\(paper)}.ink,.title{fill:\(ink)}.muted{fill:\(muted)}.title{font-weight:bold}\
      .frame{fill:none;stroke:\(muted);stroke-opacity:.5}\
      .cells{shape-rendering:crispEdges}.cells path{fill:none;stroke-width:1}.x{stroke:\(gap)}
      """
    for ramp in ramps {
      for level in (ramp == .diverging ? -levels : 0)...levels {
        let color = ramp.color(Float(level) / Float(levels), depth: .truecolor, background: background)
        // The quiet end lies under all cells; the others are strokes along rows.
        sheet += ".\(name(level, of: ramp)){\(level == 0 ? "fill" : "stroke"):\(color.hexadecimal)}"
      }
    }
    return sheet
  }
}

extension Color {
  /// “#440154”; for a colour that is the terminal's own, the inherited one.
  var hexadecimal: String {
    guard case .rgb(let red, let green, let blue) = self else { return "currentColor" }
    return [red, green, blue].reduce("#") { $0 + ($1 < 16 ? "0" : "") + String($1, radix: 16) }
  }
}
