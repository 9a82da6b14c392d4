import Testing

@testable import Tokenization

struct NormalizerTests {
  private func apply(_ step: Normalizer.Step, _ text: String) -> (text: [Unicode.Scalar], origins: [Int]) {
    let result = step.apply(to: MappedText(text))
    return (Array(result.text.unicodeScalars), result.elements.map(\.origin))
  }

  @Test func cleaning() {
    let result = apply(.clean, "a\u{0}\t\u{AD}\u{FFFD}\u{3000}\u{E000}b\r\n")
    #expect(result.text == ["a", " ", " ", "b", " ", " "])
    #expect(result.origins == [0, 2, 5, 7, 8, 9])
  }

  /// Characters that no version of Unicode has stay; so do format characters newer than the reference's
  /// tables.
  @Test func cleaningKeepsWhatTheReferenceDoesNotKnow() {
    #expect(apply(.clean, "\u{378}\u{13430}").text == ["\u{378}", "\u{13430}"])
  }

  @Test func ideographs() {
    let result = apply(.splitIdeographs, "a日カ한")
    #expect(result.text == ["a", " ", "日", " ", "カ", "한"])
    #expect(result.origins == [0, 1, 1, 1, 2, 3])
  }

  @Test func accents() {
    let result = apply(.stripAccents, "Éle\u{301}ガ각ﬁ")
    #expect(result.text == ["E", "l", "e", "カ", "\u{1100}", "\u{1161}", "\u{11A8}", "ﬁ"])
    #expect(result.origins == [0, 1, 2, 4, 5, 5, 5, 6])
  }

  @Test func lowerCaseScalarByScalar() {
    let result = apply(.lowercase, "AΣİẞ")
    #expect(result.text == ["a", "σ", "i", "\u{307}", "ß"])
    #expect(result.origins == [0, 1, 2, 2, 3])
  }

  @Test func stepsInOrder() {
    let all = Normalizer(cleans: true, splitsIdeographs: true, stripsAccents: true, lowercases: true)
    #expect(all.steps == [.clean, .splitIdeographs, .stripAccents, .lowercase])
    let some = Normalizer(cleans: true, splitsIdeographs: false, stripsAccents: false, lowercases: true)
    #expect(some.steps == [.clean, .lowercase])
  }
}
