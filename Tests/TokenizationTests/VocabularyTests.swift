import Testing

@testable import Tokenization

struct VocabularyTests {
  @Test func entriesByNumberAndBack() {
    let vocabulary = Vocabulary(lines: Array("a\r\nbb\n##c\n\nlast".utf8))
    #expect(vocabulary.count == 5)
    for (id, entry) in ["a", "bb", "##c", "", "last"].enumerated() where !entry.isEmpty {
      #expect(vocabulary.id(of: entry) == id)
      #expect(vocabulary.token(id) == entry)
    }
    #expect(vocabulary.id(of: "b") == nil)
    #expect(vocabulary.id(of: "") == nil)
    #expect(vocabulary.token(-1) == nil)
    #expect(vocabulary.token(5) == nil)
  }

  /// Swift takes these two strings for equal; a vocabulary does not.
  @Test func canonicallyEquivalentEntriesAreTwo() {
    let vocabulary = Vocabulary(lines: Array("é\ne\u{301}\n".utf8))
    #expect(vocabulary.id(of: "é") == 0)
    #expect(vocabulary.id(of: "e\u{301}") == 1)
  }

  @Test func theLaterOfTwoEqualEntriesCounts() {
    #expect(Vocabulary(lines: Array("a\nb\na\n".utf8)).id(of: "a") == 2)
  }

  @Test func aHashGoesOn() {
    var hash = ByteHash(of: Array("##".utf8)[...])
    for byte in "bed".utf8 { hash.add(byte) }
    let vocabulary = Vocabulary(lines: Array("bed\n##bed\n".utf8))
    #expect(vocabulary.id(hash: hash, mark: "##".utf8, bytes: Array("bed".utf8)[...]) == 1)
    #expect(vocabulary.id(hash: hash, mark: "#".utf8, bytes: Array("#bed".utf8)[...]) == 1)
    #expect(vocabulary.id(hash: hash, mark: "##".utf8, bytes: Array("bad".utf8)[...]) == nil)
  }
}
