import Encoders
import Testing

@testable import Analysis

struct AttentionLensTests {
  let source = AttentionSource.head(HeadIndex(layer: 2, head: 3))

  func attention(
    _ text: String, pair: String? = nil, _ change: (inout AttentionLens) -> Void
  ) throws -> LensedAttention {
    var lens = AttentionLens()
    change(&lens)
    return LensedAttention(try MiniLM.study(text, pair: pair), through: lens)
  }

  @Test func withoutTogglesItIsThePattern() throws {
    let attention = try attention("The mole dug.") { _ in }
    #expect(attention.queries == (0..<6).map { $0..<$0 + 1 })
    #expect(attention.row(2, of: source) == attention.study.row(2, of: source))
  }

  @Test func hidingRenormalises() throws {
    let attention = try attention("The mole dug.") { $0.hidesSpecial = true }
    #expect(attention.keys == (1..<5).map { $0..<$0 + 1 })
    let raw = attention.study.row(2, of: source)
    let sum = raw[1..<5].reduce(0, +)
    for (shown, weight) in zip(attention.row(1, of: source), raw[1..<5]) {
      #expect(abs(shown - weight / sum) < 1e-6)
    }
    #expect(abs(attention.row(1, of: source).reduce(0, +) - 1) < 1e-6)
  }

  /// To a word the sum over its pieces, from a word the mean: rows still sum to 1.
  @Test func wordsAreTheirPiecesTogether() throws {
    let attention = try attention("A tunneling mole.") { $0.mergesWords = true }
    let word = try #require(attention.queries.firstIndex { $0.count > 1 })
    let pieces = attention.queries[word]
    let rows = pieces.map { attention.study.row($0, of: source) }
    let expected =
      pieces.reduce(Float(0)) { sum, key in sum + rows.reduce(0) { $0 + $1[key] } } / Float(rows.count)
    #expect(abs(attention.row(word, of: source)[word] - expected) < 1e-6)
    for row in attention.queries.indices {
      #expect(abs(attention.row(row, of: source).reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func scoresOfAWordAreAMean() throws {
    let attention = try attention("A tunneling mole.") {
      $0.mergesWords = true
      $0.quantity = .scores
    }
    let word = try #require(attention.queries.firstIndex { $0.count > 1 })
    let pieces = attention.queries[word]
    let values = pieces.flatMap { query in pieces.map { attention.study.row(query, of: source, .scores)[$0] }
    }
    #expect(abs(attention.row(word, of: source)[word] - values.reduce(0, +) / Float(values.count)) < 1e-5)
  }

  @Test(arguments: AttentionLens.Block.allCases)
  func blocksOfAPair(block: AttentionLens.Block) throws {
    // [CLS] a mole [SEP] it dug [SEP]
    let attention = try attention("A mole", pair: "it dug") { $0.block = block }
    let (first, second) = ((0..<4).map { $0..<$0 + 1 }, (4..<7).map { $0..<$0 + 1 })
    switch block {
    case .whole: #expect((attention.queries, attention.keys) == (first + second, first + second))
    case .firstToSecond: #expect((attention.queries, attention.keys) == (first, second))
    case .secondToFirst: #expect((attention.queries, attention.keys) == (second, first))
    case .first: #expect((attention.queries, attention.keys) == (first, first))
    case .second: #expect((attention.queries, attention.keys) == (second, second))
    }
    let position = attention.queries[0].lowerBound
    let row = attention.study.row(position, of: source)
    #expect(attention.row(0, of: source) == attention.keys.map { row[$0.lowerBound] })
  }

  @Test func paddingIsHiddenToo() throws {
    let (encoder, tokenizer) = (try MiniLM.encoder.get(), try MiniLM.tokenizer.get())
    let encoding = try tokenizer.encode("A mole", maxLength: 8, pad: true)
    let activations = try encoder.encode(encoding)
    let study = AttentionStudy(
      activations: activations, words: tokenizer.words(of: encoding), special: tokenizer.special,
      origins: PatternOrigins(of: activations, by: encoder), workers: encoder.workers)
    var lens = AttentionLens()
    lens.hidesSpecial = true
    let attention = LensedAttention(study, through: lens)
    #expect(attention.keys == [1..<2, 2..<3])
    #expect(abs(attention.row(0, of: source).reduce(0, +) - 1) < 1e-6)
  }

  @Test func oneTextHasNoBlocks() throws {
    let attention = try attention("A mole") { $0.block = .firstToSecond }
    #expect(attention.keys.count == 4)
  }
}
