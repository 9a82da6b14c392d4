import Testing

@testable import Tokenization

struct TokenizerTests {
  let minilm: Tokenizer

  init() throws { minilm = try Tokenizer(directory: defaultModel) }

  /// The pair of the TensorFlow tutorial, to check by hand.
  @Test func pairToFifteen() throws {
    let encoding = try minilm.encode("I want to embed.", pair: "Maybe now", maxLength: 15, pad: true)
    let words = "[CLS] i want to em ##bed . [SEP] maybe now [SEP] [PAD] [PAD] [PAD] [PAD]"
    #expect(encoding.tokens.map(\.text).joined(separator: " ") == words)
    #expect(encoding.ids == [101, 1045, 2215, 2000, 7861, 8270, 1012, 102, 2672, 2085, 102, 0, 0, 0, 0])
    #expect(encoding.segments == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0])
    #expect(encoding.mask == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
    #expect(encoding.specialTokensMask == [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1])
    #expect(
      encoding.tokens.map(encoding.slice) == [
        "", "I", "want", "to", "em", "bed", ".", "", "Maybe", "now", "", "", "", "", "",
      ])
  }

  @Test func typedSpecialsAreTakenBeforeNormalization() throws {
    let encoding = try minilm.encode("a [MASK] B[SEP]")
    #expect(encoding.tokens.map(\.text) == ["[CLS]", "a", "[MASK]", "b", "[SEP]", "[SEP]"])
    #expect(encoding.tokens.map(\.origin) == [.special, .text, .text, .text, .text, .special])
    #expect(encoding.tokens[2].range == 2..<8)
    #expect(try minilm.encode("[mask]").ids.contains(minilm.special.mask.id) == false)
  }

  @Test func literalTakesThemForText() throws {
    let encoding = try minilm.encode("[MASK]", literal: true)
    #expect(encoding.tokens.map(\.text) == ["[CLS]", "[", "mask", "]", "[SEP]"])
  }

  @Test func robertaFramesWithTwoSeparators() throws {
    let encoding = try Roberta.plain.get().encode("Hello world", pair: "Hello")
    let words = "<s> Hello Ġworld </s> </s> Hello </s>"
    #expect(encoding.tokens.map(\.text).joined(separator: " ") == words)
    #expect(encoding.ids == [0, 31414, 232, 2, 2, 31414, 2])
    #expect(encoding.segments == [0, 0, 0, 0, 0, 0, 0])
    #expect(encoding.tokens.map(encoding.slice) == ["", "Hello", "world", "", "", "Hello", ""])
  }

  @Test func robertaMaskSwallowsTheSpaceOnItsLeft() throws {
    let encoding = try Roberta.plain.get().encode("a  <mask> b")
    #expect(encoding.tokens.map(\.text) == ["<s>", "a", "<mask>", "Ġb", "</s>"])
    #expect(encoding.slice(of: encoding.tokens[2]) == "<mask>")
    let untrimmed = try Roberta.untrimmed.get().encode("a  <mask> b")
    #expect(untrimmed.slice(of: untrimmed.tokens[2]) == "  <mask>")
  }

  @Test func prefixSpaceSpellsTheFirstWordAsOneInTheMiddle() throws {
    let encoding = try Roberta.prefixed.get().encode("Hello")
    #expect(encoding.tokens.map(\.text) == ["<s>", "ĠHello", "</s>"])
    #expect(encoding.tokens[1].range == 0..<5)
  }

  @Test func emptyTextIsItsFrame() throws {
    #expect(try minilm.encode("").ids == [101, 102])
    #expect(try minilm.encode("", pair: "").ids == [101, 102, 102])
    #expect(try minilm.encode(" \n\u{0}\u{200B}").ids == [101, 102])
  }

  @Test func describesItself() throws {
    #expect(minilm.description == "WordPiece, 30522 pieces, lower-cases, strips accents")
    #expect(try Roberta.plain.get().description == "byte-level BPE, 50265 pieces, keeps case")
  }

  /// Properties that hold for any text, on texts made of everything at hand.
  @Test func properties() throws {
    let tokenizers = [minilm, try Roberta.plain.get(), try Roberta.prefixed.get()]
    var random = SplitMix(state: 7)
    for _ in 0..<60 {
      let text = random.text()
      let pair = random.text()
      for tokenizer in tokenizers {
        let whole = try tokenizer.encode(text, pair: pair)
        for token in whole.tokens {
          let source = (token.origin == .pair ? pair : text).unicodeScalars.count
          #expect(token.range.upperBound <= source)
          #expect(tokenizer.vocabulary.token(token.id) == token.text)
        }
        let starts = whole.tokens.filter { $0.origin == .text && !$0.range.isEmpty }.map(\.range.lowerBound)
        #expect(starts == starts.sorted())
        let padded = try tokenizer.encode(text, pair: pair, maxLength: whole.tokens.count + 3, pad: true)
        #expect(Array(padded.tokens.dropLast(3)) == whole.tokens)
        #expect(padded.mask.reduce(0, +) == whole.tokens.count)
        let cut = try tokenizer.encode(text, pair: pair, maxLength: 9)
        #expect(cut.tokens.count == min(whole.tokens.count, 9))
        #expect(cut.tokens.count + cut.removed.text + cut.removed.pair == whole.tokens.count)
      }
    }
  }

  /// Ten times the text takes about ten times as long, not a hundred.
  @Test(arguments: ["a", "a b", "!", "é", "\u{301}", "日", " "]) func longLinesTakeLinearTime(_ unit: String)
    throws
  {
    let clock = ContinuousClock()
    for tokenizer in [minilm, try Roberta.plain.get()] {
      func seconds(_ count: Int) throws -> Double {
        let text = String(repeating: unit, count: count)
        let time = try clock.measure { _ = try tokenizer.encode(text) }
        return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
      }
      let short = try seconds(500)
      #expect(try seconds(5_000) < 50 * short + 0.1, "\(tokenizer)")
    }
  }
}

/// Random numbers that are the same every time.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func text() -> String {
    let parts = [
      "mole ", "Éa", "e\u{301}", "각", "日本", "[MASK]", "<mask>", "  ", "\u{0}", "'ll", "🏳️‍🌈", "?!", "1²",
    ]
    return (0..<Int.random(in: 0..<12, using: &self)).map { _ in parts.randomElement(using: &self) ?? "" }
      .joined()
  }
}
