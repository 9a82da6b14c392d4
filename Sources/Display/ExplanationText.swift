import Tokenization

/// The stages between a text and its tokens, in words.
public struct ExplanationText {
  private let explanation: Explanation
  private let palette: Palette

  public init(_ explanation: Explanation, palette: Palette) {
    self.explanation = explanation
    self.palette = palette
  }

  /// The text after each stage (marked where a stage changed it), then each word and its pieces.
  public var lines: [StyledText] {
    let width = (explanation.stages.map { TextWidth.of($0.name) } + [5]).max() ?? 5
    var lines = [label("typed", width) + StyledText(explanation.text)]
    var previous = explanation.text
    for stage in explanation.stages {
      let isChanged = stage.text != previous
      lines.append(
        label(stage.name, width)
          + (isChanged ? StyledText(stage.text) : StyledText("no change", palette.muted)))
      previous = stage.text
    }
    lines.append("")
    return lines + explanation.words.flatMap(wordLines)
  }

  private func label(_ name: String, _ width: Int) -> StyledText {
    StyledText(name, palette.header).fitted(to: width) + "  "
  }

  private func wordLines(_ word: Explanation.Word) -> [StyledText] {
    var line = StyledText(word.text) + StyledText(" → ", palette.muted)
    for (index, piece) in word.pieces.enumerated() {
      let style =
        word.whyUnknown != nil ? palette.unknown : piece.hasPrefix("##") ? palette.continuation : Style.plain
      line += (index > 0 ? " " : "") + StyledText(piece, style)
    }
    var lines = [line]
    if word.pieces.count > 1 || word.whyUnknown != nil {
      lines += word.steps.map { StyledText("    \($0)", palette.muted) }
    }
    if let reason = word.whyUnknown { lines.append(StyledText("    unknown: \(reason)", palette.warning)) }
    return lines
  }
}
