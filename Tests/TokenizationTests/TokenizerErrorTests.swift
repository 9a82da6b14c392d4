import Testing

@testable import Tokenization

/// What a person reads: the place, what was found, what to do.
struct TokenizerErrorTests {
  @Test(arguments: [
    (
      TokenizerError.missingSpecial(path: "m/vocab.txt", token: "[CLS]"),
      "'m/vocab.txt' lacks the special token [CLS]"
    ),
    (
      .maxLengthTooSmall(1, needed: 2, isPair: false),
      "a maximum of 1 tokens leaves no room for the 2 special tokens"
    ),
    (.notUTF8(path: "m/vocab.txt", line: 6), "'m/vocab.txt', line 6: not valid UTF-8"),
    (
      .tooLarge(path: "m/vocab.txt", bytes: 99, limit: 64),
      "'m/vocab.txt' has 99 bytes; a tokenizer's file has at most 64"
    ),
    (
      .unsupported(path: "m/spiece.model", name: "SentencePiece"),
      "'m/spiece.model': the tokenizer is SentencePiece"
    ),
    (.badVocabulary(path: "m/vocab.json", offset: 4, expected: ":"), "'m/vocab.json', byte 4: expected :"),
    (.noVocabulary(directory: "m"), "'m' has no vocabulary: none of vocab.txt"),
  ])
  func wording(_ error: TokenizerError, _ beginning: String) {
    #expect(error.description.hasPrefix(beginning))
  }
}
