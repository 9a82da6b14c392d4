/// One attention head on paper: queries down, keys across, each weight as a colour, and at the end of a row
/// its strongest key in words.
///
///                  [  t  m
///     0 [CLS]      ██ ░░ ░░  [CLS] 0.91
///
/// Cells are two columns wide where that fits, then one, with the positions as headings. A sequence too long
/// for that becomes a list of each query's strongest keys.
public struct HeadMap {
  public let tokens: [StyledText]
  public let scale: ColorScale
  private let weight: (_ query: Int, _ key: Int) -> Float

  private static let gap = StyledText("  ")
  private static let longestToken = 14
  private static let strongestWidth = 2 + longestToken + 5

  /// - Parameters:
  ///   - tokens: what to call each position; styles are kept.
  ///   - weight: the weight that a query gives a key, 0 to 1.
  public init(
    tokens: [StyledText], scale: ColorScale = .weights,
    weight: @escaping (_ query: Int, _ key: Int) -> Float
  ) {
    self.tokens = tokens
    self.scale = scale
    self.weight = weight
  }

  public func lines(width: Int, palette: Palette) -> [StyledText] {
    let room = width - labelWidth - HeadMap.gap.width
    let lines =
      if tokens.count * 2 + HeadMap.strongestWidth <= room {
        grid(columns: 2, headings: tokens, namesStrongest: true, palette)
      } else if tokens.count + HeadMap.strongestWidth <= room {
        grid(columns: 1, headings: positions, namesStrongest: true, palette)
      } else if tokens.count <= room {
        grid(columns: 1, headings: positions, namesStrongest: false, palette)
      } else {
        strongestKeys(room: room, palette)
      }
    return lines.map { $0.truncated(to: width) }
  }

  private func grid(
    columns: Int, headings: [StyledText], namesStrongest: Bool, _ palette: Palette
  ) -> [StyledText] {
    var lines = VerticalLabels(labels: headings, columns: columns, maxRows: 8).lines()
      .map { StyledText.spaces(labelWidth) + HeadMap.gap + $0 }
    for query in tokens.indices {
      var line = label(query, palette) + HeadMap.gap
      for key in tokens.indices {
        line += palette.block(scale.position(of: weight(query, key)), scale.ramp, columns: columns)
      }
      if namesStrongest, let key = keysByWeight(query).first { line += HeadMap.gap + named(key, of: query) }
      lines.append(line)
    }
    let legend = StyledText("queries down, keys across  ", palette.muted) + scale.legend(palette)
    return lines + ["", legend]
  }

  private func strongestKeys(room: Int, _ palette: Palette) -> [StyledText] {
    let separator = StyledText(" · ", palette.muted)
    return tokens.indices.map { query in
      var keys = StyledText("")
      for key in keysByWeight(query) {
        let next = (keys.isEmpty ? "" : separator) + named(key, of: query)
        guard keys.isEmpty || keys.width + next.width <= room else { break }
        keys += next
      }
      return label(query, palette) + HeadMap.gap + keys
    }
  }

  private func keysByWeight(_ query: Int) -> [Int] {
    let weights = tokens.indices.map { weight(query, $0) }
    return tokens.indices.sorted { weights[$0] > weights[$1] || weights[$0] == weights[$1] && $0 < $1 }
  }

  private func named(_ key: Int, of query: Int) -> StyledText {
    tokens[key].truncated(to: HeadMap.longestToken) + StyledText(" " + decimals(weight(query, key), 2))
  }

  private func label(_ query: Int, _ palette: Palette) -> StyledText {
    let number = StyledText(String(query), palette.muted).fitted(to: positionWidth, align: .right)
    return number + " " + tokens[query].fitted(to: tokenWidth)
  }

  private var positions: [StyledText] { tokens.indices.map { StyledText(String($0)) } }
  private var positionWidth: Int { String(max(0, tokens.count - 1)).utf8.count }
  private var tokenWidth: Int { min(tokens.map(\.width).max() ?? 0, HeadMap.longestToken) }
  private var labelWidth: Int { positionWidth + 1 + tokenWidth }
}
