import Analysis
import Display
import Tokenization

/// Times what the explorer does between a key and its screen: `update` and `render`. What curses then writes is not in
/// it.
struct FrameBench {
  let model: LoadedModel
  let lengths: [Int]
  let json: Bool

  private static let (rows, columns) = (60, 200)

  private struct Point: Encodable {
    let view: String, tokens: Int, rows = FrameBench.rows, columns = FrameBench.columns
    let firstMS: Double, medianMS: Double, maxMS: Double

    enum CodingKeys: String, CodingKey {
      case view, tokens, rows, columns
      case firstMS = "first_ms"
      case medianMS = "median_ms"
      case maxMS = "max_ms"
    }
  }

  func run(in session: Session) throws {
    var rows: [[StyledText]] = []
    for length in lengths {
      let encoding = Encoding(ids: randomIDs(length, below: model.directory.configuration.vocabularySize))
      for view in AttentionViewKind.allCases {
        session.output.progress("bench: \(view.rawValue), \(length) tokens")
        let point = try time(view, encoding, in: session)
        if json {
          try session.showJSON(point)
          session.output.flush()
        } else {
          let numbers = [point.firstMS, point.medianMS, point.maxMS].map { decimals($0, 2) }
          rows.append((["\(length)", view.rawValue] + numbers).map { StyledText($0) })
        }
      }
    }
    let columns =
      [Table.Column("tokens", align: .right), Table.Column("view")]
      + ["first ms", "median ms", "max ms"].map { Table.Column($0, align: .right) }
    if !json { session.show(Table(columns: columns, rows: rows)) }
  }

  private func time(_ view: AttentionViewKind, _ encoding: Encoding, in session: Session) throws -> Point {
    var options = AttentionOptions()
    options.view = view
    // A study anew for each view: what one has computed the next must not find.
    let study = try session.study(of: encoding, with: model, ablating: [])
    let palette = Palette(depth: .ansi256)
    var explorer = AttentionExplorer(
      study, of: model.name, options: options, palette: palette, rows: FrameBench.rows,
      columns: FrameBench.columns)
    func frame() throws {
      try session.stopIfInterrupted()
      _ = explorer.update(.key(.down))
      var canvas = Canvas(rows: FrameBench.rows, columns: FrameBench.columns)
      explorer.render(into: &canvas)
    }
    let start = session.host.now()
    try frame()
    let first = 1000 * (session.host.now() - start)
    let (median, _, max) = milliseconds(try session.times(frame))
    return Point(
      view: view.rawValue, tokens: encoding.tokens.count, firstMS: first, medianMS: median, maxMS: max)
  }
}
