/// Labels of narrow columns, written downwards and standing on the first row below them.
///
///     m  d
///     o  u
///     l  g
///     e
struct VerticalLabels {
  let labels: [StyledText]
  /// Columns of each label's place. A character that does not fit there becomes “·”.
  let columns: Int
  let maxRows: Int

  func lines() -> [StyledText] {
    let letters = labels.map(characters)
    let height = letters.map(\.count).max() ?? 0
    return (0..<height).map { row in
      let line = letters.reduce(StyledText("")) { line, label in
        let index = row - (height - label.count)
        // Above numbers, which stand at the right of their place.
        return line
          + (index >= 0 ? label[index] : "").fitted(to: columns, align: columns > 2 ? .right : .left)
      }
      return line.withoutTrailingSpaces()
    }
  }

  private func characters(of label: StyledText) -> [StyledText] {
    let all = label.runs.flatMap { run in
      run.text.map { character in
        StyledText(TextWidth.of(character) <= columns ? String(character) : "·", run.style)
      }
    }
    return all.count <= maxRows ? all : Array(all.prefix(maxRows - 1)) + ["⋮"]
  }
}
