import Display

/// Collects what one entry of the REPL shows and says, up to some megabytes: what was typed is enough to show the
/// rest again.
final class EntryRecorder {
  private(set) var blocks: [ResultBlock] = []
  /// What was printed, without colours.
  private(set) var output = ""
  /// What was said on stderr, without colours.
  private(set) var messages = ""
  private var leftOut = 0
  private var lines: [String] = []

  static let mostBytes = 4 << 20

  private var isFull: Bool { output.utf8.count >= EntryRecorder.mostBytes }

  func show(_ line: StyledText) {
    guard !isFull else {
      leftOut += 1
      return
    }
    lines.append(line.plain())
    output += lines[lines.count - 1] + "\n"
  }

  /// - Parameter lines: the table as it was printed.
  func show(_ table: Table, as lines: some Sequence<StyledText>) {
    finishText()
    let shown = print(lines)
    // The first of them is the header.
    let rows = (0..<min(table.rowCount, max(0, shown - 1))).map { table.cells(ofRow: $0).map { $0.plain() } }
    blocks.append(.table(columns: table.columns.map(\.title), rows: rows))
    leftOut += table.rowCount - rows.count
  }

  func show(_ figure: Figure, as lines: some Sequence<StyledText>) {
    finishText()
    _ = print(lines)
    blocks.append(.figure(figure))
  }

  func say(_ text: String) { messages += text + "\n" }

  /// To be called when the entry has ended.
  func finish() {
    if leftOut > 0 {
      lines.append("… \(leftOut) more lines are not kept")
      output += lines[lines.count - 1] + "\n"
    }
    finishText()
  }

  /// - Returns: how many lines there was room for.
  private func print(_ lines: some Sequence<StyledText>) -> Int {
    var count = 0
    for line in lines {
      guard !isFull else { break }
      output += line.plain() + "\n"
      count += 1
    }
    return count
  }

  private func finishText() {
    if !lines.isEmpty { blocks.append(.text(lines)) }
    lines = []
  }
}
