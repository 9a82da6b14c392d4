/// A sentence whose tokens stand on the colour of a number each: what one token looks at, as text.
struct TokenRibbon {
  let labels: [StyledText]
  /// Places on the ramp, one a token.
  let positions: [Float]
  let ramp: ColorRamp
  /// A token to mark; it keeps its colour.
  var marked: Int?

  /// As many lines as it takes, or the `maxLines` around the marked token.
  func lines(width: Int, maxLines: Int, _ palette: Palette) -> [StyledText] {
    var lines: [StyledText] = [""]
    var markedLine = 0
    for index in labels.indices {
      let token = cell(index, palette).truncated(to: max(1, width))
      if lines[lines.count - 1].width + token.width + 1 > width, !lines[lines.count - 1].isEmpty {
        lines.append("")
      }
      if !lines[lines.count - 1].isEmpty { lines[lines.count - 1] += " " }
      lines[lines.count - 1] += token
      if index == marked { markedLine = lines.count - 1 }
    }
    let first = min(max(0, markedLine - maxLines / 2), max(0, lines.count - maxLines))
    return Array(lines[first..<min(lines.count, first + max(0, maxLines))])
  }

  private func cell(_ index: Int, _ palette: Palette) -> StyledText {
    let text = labels[index].plain()
    let shown = index == marked ? "[\(text)]" : text
    guard palette.depth.hasRamps else {
      return StyledText(shown) + palette.block(positions[index], ramp, columns: 1)
    }
    return palette.cell(shown, positions[index], ramp)
  }
}
