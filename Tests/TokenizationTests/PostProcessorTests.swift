import Testing

@testable import Tokenization

struct PostProcessorTests {
  /// One token at a time from the longer text, in the plain way; ties end as in the reference.
  @Test func longestFirst() {
    #expect(PostProcessor.kept(3, 2, of: 5) == (3, 2))
    #expect(PostProcessor.kept(9, 2, of: 5) == (3, 2))
    #expect(PostProcessor.kept(2, 9, of: 5) == (2, 3))
    #expect(PostProcessor.kept(9, 9, of: 5) == (2, 3))
    #expect(PostProcessor.kept(10, 9, of: 5) == (3, 2))
    #expect(PostProcessor.kept(9, 9, of: 0) == (0, 0))
    #expect(PostProcessor.kept(9, 0, of: 5) == (5, 0))
  }

  @Test func sumsUpToTheLimit() {
    for (first, second, limit) in [(0, 7, 3), (7, 0, 3), (4, 4, 7), (4, 4, 8), (1, 30, 11)] {
      let kept = PostProcessor.kept(first, second, of: limit)
      #expect(kept.first + kept.second == min(first + second, limit))
      #expect(kept.first <= first && kept.second <= second)
    }
  }

  @Test func noRoomForTheFrame() throws {
    let tokenizer = try tokenizer("a b")
    #expect(try tokenizer.encode("a", maxLength: 2).ids == [2, 3])
    #expect(throws: TokenizerError.maxLengthTooSmall(1, needed: 2, isPair: false)) {
      try tokenizer.encode("a", maxLength: 1)
    }
    #expect(throws: TokenizerError.maxLengthTooSmall(-3, needed: 3, isPair: true)) {
      try tokenizer.encode("a", pair: "b", maxLength: -3)
    }
  }

  @Test func whatWasRemovedIsCounted() throws {
    let encoding = try tokenizer("a b").encode("a a a a", pair: "b b", maxLength: 6)
    #expect(encoding.tokens.map(\.text) == ["[CLS]", "a", "a", "[SEP]", "b", "[SEP]"])
    #expect(encoding.removed == Encoding.Removed(text: 2, pair: 1))
  }

  @Test func paddingOnlyToALength() throws {
    #expect(try tokenizer("a").encode("a", pad: true).ids == [2, 5, 3])
    #expect(try tokenizer("a").encode("a", maxLength: 5, pad: true).ids == [2, 5, 3, 0, 0])
  }
}
