import Tokenization

/// The words that two sentences share, in the order of both: a longest common subsequence, words being equal
/// when their pieces are.
public struct WordAlignment: Sendable {
  /// Positions of each shared word in the one and in the other encoding.
  public let pairs: [(first: Range<Int>, second: Range<Int>)]

  public init(_ first: AttentionStudy, _ second: AttentionStudy) {
    self.init(
      first.words.map(\.positions), first.encoding.ids, second.words.map(\.positions), second.encoding.ids)
  }

  init(_ first: [Range<Int>], _ firstIDs: [Int], _ second: [Range<Int>], _ secondIDs: [Int]) {
    let (a, b) = (first.map { firstIDs[$0] }, second.map { secondIDs[$0] })
    // longest[i][j]: words shared by a[i...] and b[j...]
    var longest = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        longest[i][j] = a[i] == b[j] ? longest[i + 1][j + 1] + 1 : max(longest[i + 1][j], longest[i][j + 1])
      }
    }
    var pairs: [(first: Range<Int>, second: Range<Int>)] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        pairs.append((first[i], second[j]))
        (i, j) = (i + 1, j + 1)
      } else if longest[i + 1][j] >= longest[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    self.pairs = pairs
  }
}
