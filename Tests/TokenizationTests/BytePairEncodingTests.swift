import Testing

@testable import Tokenization

struct BytePairEncodingTests {
  private func encoding(_ entries: String, _ merges: String) throws -> BytePairEncoding {
    let vocabulary = Vocabulary(lines: Array(entries.split(separator: " ").joined(separator: "\n").utf8))
    let table = try MergeTable(lines: Array(merges.utf8), of: vocabulary, path: "merges.txt")
    return BytePairEncoding(vocabulary: vocabulary, merges: table, unknownID: 0)
  }

  private func pieces(_ word: String, _ encoding: BytePairEncoding) -> [String] {
    let text = MappedText(word)
    return encoding.pieces(of: [0..<text.count], in: text).map { encoding.vocabulary.token($0.id) ?? "" }
  }

  @Test func mergesInTheOrderTheyWereLearnt() throws {
    let encoding = try encoding("? a b c ab bc abc", "b c\na b\na bc\n")
    #expect(pieces("abc", encoding) == ["abc"])
    #expect(pieces("abab", encoding) == ["ab", "ab"])
    #expect(pieces("aab", encoding) == ["a", "ab"])
  }

  @Test func theLeftmostOfEqualMergesGoesFirst() throws {
    #expect(pieces("aaa", try encoding("? a aa", "a a\n")) == ["aa", "a"])
  }

  @Test func bytesOfOneScalarShareIt() throws {
    let encoding = try encoding("? Ã © é", "")
    let text = MappedText("aé")
    let expected = [Piece(id: 0, range: 0..<1), Piece(id: 1, range: 1..<2), Piece(id: 2, range: 1..<2)]
    #expect(encoding.pieces(of: [0..<2], in: text) == expected)
  }

  /// Against the definition: look for the best pair in the whole word, merge, again.
  @Test func theQueueAgreesWithTheDefinition() throws {
    let entries = "? a b ab ba aab bab abab"
    let rules = ["a b", "b ab", "a ab", "ab ab", "b a"]
    let encoding = try encoding(entries, rules.joined(separator: "\n"))
    for number in 0..<512 {
      let word = (0..<9).map { number >> $0 & 1 == 0 ? "a" : "b" }
      var expected = word
      while let best = rules.first(where: { rule in
        zip(expected, expected.dropFirst()).contains { "\($0) \($1)" == rule }
      }) {
        let pairs = zip(expected, expected.dropFirst())
        guard let place = Array(pairs).firstIndex(where: { "\($0) \($1)" == best }) else { break }
        expected.replaceSubrange(place...(place + 1), with: [expected[place] + expected[place + 1]])
      }
      #expect(pieces(word.joined(), encoding) == expected)
    }
  }
}
