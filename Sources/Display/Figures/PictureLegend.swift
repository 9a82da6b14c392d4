/// A ramp from end to end, what its ends are, and how numbers between them are spread.
struct PictureLegend: Equatable {
  let scale: ColorScale
  let scalesEachRow: Bool

  init(_ map: HeatMap) {
    scale = map.scale
    scalesEachRow = map.scalesEachRow
  }

  private static let steps = 64

  /// - Parameters:
  ///   - high: what stands at the loud end instead of its value.
  ///   - hasGaps: whether some cell holds no number.
  func block(high: String? = nil, hasGaps: Bool) -> PictureBlock {
    let low = high.map { scale.ramp == .diverging ? "−" + $0 : "0" } ?? self.low
    let high = high ?? self.high
    let start: Float = scale.ramp == .diverging ? -1 : 0
    let steps = (0..<PictureLegend.steps).map {
      start + (1 - start) * Float($0) / Float(PictureLegend.steps - 1)
    }
    var block = PictureBlock()
    block.add(text(low, x: 0))
    block.add(bar(steps, x: block.width + 8))
    block.add(text(high, x: block.width + 8))
    block.add(text(name, x: block.width + 16, .muted))
    if hasGaps {
      block.add(bar(Array(repeating: .nan, count: 4), x: block.width + 24))
      block.add(text("not a number", x: block.width + 8, .muted))
    }
    return block
  }

  private func text(_ text: String, x: Int, _ kind: PictureText.Kind = .ink) -> PictureText {
    PictureText(StyledText(text), x: x, y: 8, kind: kind)
  }

  private func bar(_ positions: [Float], x: Int) -> PictureGrid {
    PictureGrid(positions: [positions], ramp: scale.ramp, x: x, y: 2, cellWidth: 3, cellHeight: 12)
  }

  var low: String {
    let reach = scale.reach
    switch (scale.ramp, scalesEachRow) {
    case (.sequential, true): return "0"
    case (.diverging, true): return "−row’s largest"
    case (.diverging, false): return number(-reach)
    case (.sequential, false):
      // Three decades and no more: what is smaller looks the same.
      return scale.curve == .logarithmic ? "≤ " + number(reach / 1000) : number(scale.range.lowerBound)
    }
  }

  var high: String {
    if scalesEachRow { return "row’s largest" }
    return number(scale.ramp == .diverging ? scale.reach : scale.range.upperBound)
  }

  private var name: String {
    switch scale.curve {
    case .linear: "linear scale"
    case .squareRoot: "square-root scale"
    case .logarithmic: "log scale"
    }
  }

  private func number(_ value: Float) -> String {
    value == 0 || value.magnitude >= 1 ? decimals(value, 2) : decimals(value, value.magnitude >= 0.01 ? 4 : 6)
  }
}

extension ColorScale {
  /// The farther end of the range from 0.
  var reach: Float { max(range.lowerBound.magnitude, range.upperBound.magnitude) }
}
