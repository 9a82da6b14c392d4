import Testing

@testable import Tokenization

/// The short way and the stages give the same pieces.
@Suite struct PlainWordsTests {
  private static let normalizers = [
    Normalizer(cleans: true, splitsIdeographs: true, stripsAccents: true, lowercases: true),
    Normalizer(cleans: true, splitsIdeographs: true, stripsAccents: false, lowercases: false),
    Normalizer(cleans: false, splitsIdeographs: false, stripsAccents: true, lowercases: true),
    Normalizer(cleans: false, splitsIdeographs: true, stripsAccents: false, lowercases: false),
  ]

  private static let vocabulary = Vocabulary(
    lines: Array(
      """
      [UNK]
      [CLS]
      the
      The
      mole
      ##s
      ##ing
      tunnel
      un
      ##aff
      ##able
      a
      b
      c
      ##a
      ##b
      ##c
      .
      ,
      !
      [
      ]
      é
      e
      鼹
      鼠
      ×
      ##́
      """.utf8))

  private func pieces(_ text: String, _ normalizer: Normalizer, short: Bool) -> [Piece] {
    let wordPiece = WordPiece(vocabulary: Self.vocabulary, unknownID: 0)
    if short {
      var pieces: [Piece] = []
      PlainWords(normalizer, wordPiece).forEachPiece(of: text) { pieces.append($0) }
      return pieces
    }
    let normalized = normalizer(MappedText(Array(text.unicodeScalars)[...]))
    return wordPiece.pieces(of: PreTokenizer.words(of: normalized), in: normalized).map {
      Piece(id: $0.id, range: normalized.origin(of: $0.range))
    }
  }

  @Test(arguments: [
    "", " ", "the mole", "The Moles, unaffable!", "  two  blanks\t\tand\r\nlines ", "naïve café",
    "the\u{301} mole",
    "mole\u{0}s tun\u{7}nel", "\u{b}mole\u{c}s", "a\u{a0}b\u{3000}c", "鼹鼠mole鼹鼠", "mole鼠 the",
    "\u{feff}the mole",
    "ÀÉ the", "e\u{301}e the mole", "İstanbul the", "ﬁ the", "🐾 mole 🐾", "×a", "a.b,c!", "\u{1f}a\u{7f}",
  ])
  func sameAsTheStages(text: String) {
    for normalizer in Self.normalizers {
      #expect(
        pieces(text, normalizer, short: true) == pieces(text, normalizer, short: false), "\(normalizer)")
    }
  }

  @Test func longWordsAreUnknown() {
    for length in [99, 100, 101, 5000] {
      let text = "the " + String(repeating: "a", count: length) + " mole"
      for normalizer in Self.normalizers {
        #expect(pieces(text, normalizer, short: true) == pieces(text, normalizer, short: false))
      }
    }
  }

  @Test func sameAsTheStagesOnAnyText() {
    let parts: [String] = [
      "the", "The", "MOLE", "s", "ing", "un", "aff", "able", " ", "  ", "\t", "\n", "\r\n", ".", ",", "!",
      "[", "]", "[CLS]",
      "é", "e\u{301}", "\u{301}", "鼹", "鼠", "\u{a0}", "\u{200b}", "\u{0}", "\u{1}", "\u{b}", "\u{85}",
      "\u{fffd}", "🐾",
      "ß", "Σ", "ς", "가", "각", "\u{1100}\u{1161}", "abc", "cab", "x", "0", "\u{7f}", "İ", "ﬀ",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<800 {
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? ""
      }
      .joined()
      for normalizer in Self.normalizers {
        #expect(
          pieces(text, normalizer, short: true) == pieces(text, normalizer, short: false),
          "\(text.unicodeScalars.map(\.value)) \(normalizer)")
      }
    }
  }

  @Test(arguments: ["The mole dug a tunnel.", "", "naïve 鼹鼠 [MASK] x[SEP]y", "[mask] [ CLS ] [CLS"])
  func idsAreThoseOfTheEncoding(text: String) throws {
    let tokenizer = try Tokenizer(directory: defaultModel)
    for literal in [false, true] {
      #expect(tokenizer.ids(of: text, literal: literal) == (try tokenizer.encode(text, literal: literal).ids))
    }
  }
}
