/// Byte-level BPE's merges: which two pieces become which, and which were learnt first.
struct MergeTable: Sendable {
  struct Merge: Hashable, Sendable {
    /// Lower ones go first.
    let rank: Int32
    let result: Int32
  }

  private var merges: [UInt64: Merge] = [:]
  /// Merges read so far.
  private var rankCount = 0

  subscript(left: Int, right: Int) -> Merge? { merges[Self.key(left, right)] }

  private init() {}

  /// merges.txt: two pieces a line, the first learnt first; the first line may name the format.
  ///
  /// - Throws: `badMerge` for a line that is not two pieces, or that the vocabulary has no entries for.
  init(lines bytes: [UInt8], of vocabulary: Vocabulary, path: String) throws(TokenizerError) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    merges.reserveCapacity(lines.count)
    for (number, line) in lines.enumerated() {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if line.isEmpty || (number == 0 && line.starts(with: "#version".utf8)) { continue }
      guard add(line, vocabulary) else {
        throw .badMerge(path: path, line: number + 1, text: String(decoding: line.prefix(80), as: UTF8.self))
      }
    }
  }

  /// The list of tokenizer.json: each "Ġ t", or since 2024 ["Ġ", "t"].
  init(array cursor: inout JSONCursor, of vocabulary: Vocabulary) throws(TokenizerError) {
    var number = 0
    var table = MergeTable()
    try cursor.array { (cursor) throws(TokenizerError) in
      let line = try Self.line(&cursor)
      number += 1
      guard table.add(line[...], vocabulary) else {
        throw .badMerge(
          path: cursor.path, line: number, text: String(decoding: line.prefix(80), as: UTF8.self))
      }
    }
    self = table
  }

  private static func line(_ cursor: inout JSONCursor) throws(TokenizerError) -> [UInt8] {
    guard cursor.isNext("[") else { return try cursor.stringBytes() }
    var pieces: [[UInt8]] = []
    try cursor.array { (cursor) throws(TokenizerError) in pieces.append(try cursor.stringBytes()) }
    return Array(pieces.joined(separator: [UInt8(ascii: " ")]))
  }

  /// - Returns: false when the line is not two pieces of the vocabulary that make a third.
  private mutating func add(_ line: ArraySlice<UInt8>, _ vocabulary: Vocabulary) -> Bool {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return false }
    let (first, second) = (line[..<space], line[(space + 1)...])
    guard let left = vocabulary.id(of: first), let right = vocabulary.id(of: second),
      let result = vocabulary.id(of: (Array(first) + second)[...])
    else { return false }
    // Of two lines that are the same the later counts, as in the reference.
    merges[Self.key(left, right)] = Merge(rank: Int32(rankCount), result: Int32(result))
    rankCount += 1
    return true
  }

  private static func key(_ left: Int, _ right: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: left)) << 32 | UInt64(UInt32(truncatingIfNeeded: right))
  }
}
