import Display

extension MaskAnswer {
  /// The words with bars of their probabilities.
  func table(width: Int, palette: Palette) -> Table {
    let words = predictions.map { StyledText($0.token).width }.max() ?? 0
    // The three columns before the bar, and the gaps between.
    let bar = min(40, width - 4 - max(4, words) - 11 - 6)
    let rows = predictions.map { word in
      [
        StyledText(grouped(word.rank), palette.muted), StyledText(word.token),
        StyledText(decimals(word.probability, 4)),
        Bar.of(word.probability, columns: bar, style: palette.accent),
      ]
    }
    let columns: [Table.Column] = [
      .init("rank", align: .right), .init("word", mayShrink: true), .init("probability", align: .right),
      .init(""),
    ]
    return Table(columns: columns, rows: rows)
  }

  /// A row a hidden state: its most probable words, as many as there is room for. The last layer's first is in
  /// accent wherever it stands.
  func layerTable(width: Int, palette: Palette) -> Table {
    let rows = (layers ?? []).enumerated().map { layer, words in
      [StyledText("\(layer)", palette.muted)]
        + words.map { word in
          let isFinal = word.id == predictions.first?.id
          return StyledText(decimals(word.probability, 2) + " ", palette.muted)
            + StyledText(word.token, isFinal ? palette.accent : .plain)
        }
    }
    var columns = [Table.Column("layer", align: .right)]
    var room = width - 5
    for place in predictions.indices {
      room -= 2 + (rows.map { $0[place + 1].width }.max() ?? 0)
      guard room >= 0 || place == 0 else { break }
      columns.append(.init("\(place + 1)", mayShrink: true))
    }
    return Table(columns: columns, rows: rows)
  }

  /// A row a hidden state, a column a word: its probability and its rank.
  func wordTable(palette: Palette) -> Table {
    let rows = (layers ?? []).enumerated().map { layer, words in
      [StyledText("\(layer)", palette.muted)]
        + words.flatMap {
          [StyledText(decimals($0.probability, 4)), StyledText(grouped($0.rank), palette.muted)]
        }
    }
    let columns = predictions.flatMap {
      [Table.Column($0.token, align: .right), Table.Column("rank", align: .right)]
    }
    return Table(columns: [.init("layer", align: .right)] + columns, rows: rows)
  }
}
