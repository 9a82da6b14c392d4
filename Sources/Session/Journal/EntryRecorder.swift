import Display

/// Collects what one entry of the REPL shows and says.
final class EntryRecorder {
  private(set) var blocks: [ResultBlock] = []
  /// What was printed, without colours.
  private(set) var output = ""
  /// What was said on stderr, without colours.
  private(set) var messages = ""

  func show(_ line: StyledText) {
    let text = line.plain()
    output += text + "\n"
    if case .text(let lines) = blocks.last {
      blocks[blocks.count - 1] = .text(lines + [text])
    } else {
      blocks.append(.text([text]))
    }
  }

  /// - Parameter lines: the table as it was printed.
  func show(_ table: Table, as lines: some Sequence<StyledText>) {
    for line in lines { output += line.plain() + "\n" }
    let rows = (0..<table.rowCount).map { table.cells(ofRow: $0).map { $0.plain() } }
    blocks.append(.table(columns: table.columns.map(\.title), rows: rows))
  }

  func show(_ figure: Figure, as lines: some Sequence<StyledText>) {
    for line in lines { output += line.plain() + "\n" }
    blocks.append(.figure(figure))
  }

  func say(_ text: String) { messages += text + "\n" }
}
