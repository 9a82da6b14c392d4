import Testing

@testable import Tokenization

struct CombinedFileTests {
  private func tokenizer(_ json: String) throws -> Tokenizer {
    let directory = try ModelFiles()
    try directory.write(json, to: "tokenizer.json")
    return try Tokenizer(directory: directory.path)
  }

  @Test func wordPiece() throws {
    let tokenizer = try tokenizer(
      #"""
      {"version": "1.0", "truncation": {"max_length": 2}, "padding": {"strategy": {"Fixed": 128}},
       "added_tokens": [{"id": 0, "content": "[PAD]"}],
       "normalizer": {"type": "BertNormalizer", "lowercase": false, "strip_accents": null},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "model": {"type": "WordPiece", "unk_token": "[UNK]",
        "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "A": 5, "##é": 6, "e\u0301": 7}}}
      """#)
    #expect(try tokenizer.encode("Aé a").ids == [2, 5, 6, 1, 3])
    #expect(tokenizer.vocabulary.id(of: "e\u{301}") == 7)
    #expect(tokenizer.vocabulary.id(of: "é") == nil)
  }

  /// Merges are strings in older files and pairs in newer ones.
  @Test(arguments: [#"["a b", "ab c"]"#, #"[["a", "b"], ["ab", "c"]]"#])
  func byteLevelBPE(_ merges: String) throws {
    let tokenizer = try tokenizer(
      #"""
      {"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}, "model": {"type": "BPE", "vocab":
       {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "a": 4, "b": 5, "c": 6, "ab": 7, "abc": 8, "<mask>": 9},
       "merges": \#(merges)}}
      """#)
    #expect(try tokenizer.encode("abcab<mask>z").ids == [0, 8, 7, 9, 3, 2])
  }

  @Test func bpeOverCharactersIsRefused() throws {
    #expect(throws: TokenizerError.self) {
      try tokenizer(#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}"#)
    }
  }
}
