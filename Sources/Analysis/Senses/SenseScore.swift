/// How often a classifier was right.
public struct SenseScore: Equatable, Sendable {
  /// The senses that were to be found, and those that were guessed.
  public let expected: [String]
  public let guessed: [String]

  public init(expected: [String], guessed: [String]) {
    self.expected = expected
    self.guessed = guessed
  }

  /// The ones it got wrong.
  public var wrong: [Int] { zip(expected, guessed).enumerated().filter { $1.0 != $1.1 }.map(\.offset) }

  /// The share that it got right, 0 to 1; nil of none.
  public var accuracy: Double? {
    expected.isEmpty ? nil : Double(expected.count - wrong.count) / Double(expected.count)
  }

  /// How often each sense was taken for each.
  public var confusion: (senses: [String], counts: [[Int]]) {
    var senses = SenseNumbers(expected)
    let columns = guessed.map { senses.add($0) }
    // counts[expected][guessed]
    var counts = senses.names.map { _ in senses.names.map { _ in 0 } }
    for (row, column) in zip(senses.numbers, columns) { counts[row][column] += 1 }
    return (senses.names, counts)
  }
}
