import Foundation
import Testing

@testable import Tokenization

struct TokenizerLoadingTests {
  private let usual = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n"

  private func error(_ files: [String: String]) throws -> TokenizerError? {
    let directory = try ModelFiles()
    for (name, text) in files { try directory.write(text, to: name) }
    return #expect(throws: TokenizerError.self) { try Tokenizer(directory: directory.path) }
  }

  @Test func lowerCasesUnlessToldOtherwise() throws {
    #expect(try tokenizer("a").encode("A").tokens[1].text == "a")
    #expect(try tokenizer("a", #"{"do_lower_case": false}"#).encode("A").tokens[1].text == "[UNK]")
  }

  @Test func accentsFollowCaseWhenNull() throws {
    let text = "É"
    #expect(try tokenizer("e é").encode(text).tokens[1].text == "e")
    #expect(try tokenizer("e é", #"{"strip_accents": false}"#).encode(text).tokens[1].text == "é")
    let cased = #"{"do_lower_case": false, "strip_accents": null}"#
    #expect(try tokenizer("E É", cased).encode(text).tokens[1].text == "É")
  }

  @Test func ideographsStandAloneUnlessToldOtherwise() throws {
    #expect(try tokenizer("日 本").encode("日本").tokens.count == 4)
    #expect(try tokenizer("日 本", #"{"tokenize_chinese_chars": false}"#).encode("日本").tokens.count == 3)
  }

  @Test func specialTokensAreStringsOrObjects() throws {
    let settings = #"""
      {"cls_token": "<s>", "sep_token": {"content": "</s>", "lstrip": false}, "mask_token":
      {"content": "<m>", "lstrip": true, "rstrip": true, "single_word": true},
      "additional_special_tokens": ["<x>", "<none>"]}
      """#
    let tokenizer = try tokenizer("<s> </s> <m> <x> a", settings)
    let encoding = try tokenizer.encode("a <m> a<m> <x>")
    let words = "<s> a <m> a [UNK] [UNK] [UNK] <x> </s>"
    #expect(encoding.tokens.map(\.text).joined(separator: " ") == words)
    #expect(encoding.tokens[2].range == 1..<6)
    #expect(tokenizer.special.additional.map(\.text) == ["<x>"])
  }

  @Test func modelTypeTellsTheFrame() throws {
    let directory = try ModelFiles()
    try directory.write("<s>\n<pad>\n</s>\n[UNK]\n<mask>\na\n", to: "vocab.txt")
    try directory.write(#"{"model_type": "mpnet"}"#, to: "config.json")
    let encoding = try Tokenizer(directory: directory.path).encode("a", pair: "a")
    #expect(encoding.tokens.map(\.text) == ["<s>", "a", "</s>", "</s>", "a", "</s>"])
  }

  @Test func nothingThere() throws {
    let directory = try ModelFiles()
    #expect(throws: TokenizerError.noVocabulary(directory: directory.path)) {
      try Tokenizer(directory: directory.path)
    }
    #expect(throws: TokenizerError.noVocabulary(directory: "/nowhere")) {
      try Tokenizer(directory: "/nowhere")
    }
  }

  @Test func emptyVocabulary() throws {
    guard case .emptyVocabulary = try error(["vocab.txt": ""]) else {
      Issue.record("vocab.txt")
      return
    }
    guard case .emptyVocabulary = try error(["vocab.txt": "\n\n"]) else {
      Issue.record("lines")
      return
    }
    guard case .emptyVocabulary = try error(["vocab.json": "{}", "merges.txt": ""]) else {

      Issue.record("vocab.json")
      return

    }
  }

  @Test func missingSpecialToken() throws {
    guard case .missingSpecial(_, "[CLS]") = try error(["vocab.txt": "[PAD]\n[UNK]\n[SEP]\n[MASK]\n"]) else {

      Issue.record("[CLS]")
      return

    }
    let settings = #"{"unk_token": "<huh>"}"#
    guard
      case .missingSpecial(_, "<huh>") = try error(["vocab.txt": usual, "tokenizer_config.json": settings])
    else {
      Issue.record("unk_token")
      return
    }
  }

  @Test func invalidUTF8NamesTheLine() throws {
    let directory = try ModelFiles()
    try directory.write(Array(usual.utf8) + [0xFF, 0x0A], to: "vocab.txt")
    #expect(throws: TokenizerError.notUTF8(path: directory.path + "/vocab.txt", line: 6)) {
      try Tokenizer(directory: directory.path)
    }
  }

  /// A sparse file: nothing of it is read.
  @Test func absurdSize() throws {
    let directory = try ModelFiles()
    try directory.write("", to: "vocab.txt")
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: directory.path + "/vocab.txt"))
    try file.truncate(atOffset: 1 << 40)
    try file.close()
    let expected = TokenizerError.tooLarge(
      path: directory.path + "/vocab.txt", bytes: 1 << 40, limit: 64 << 20)
    #expect(throws: expected) { try Tokenizer(directory: directory.path) }
  }

  @Test func directoryInPlaceOfAFile() throws {
    let directory = try ModelFiles()
    try FileManager.default.createDirectory(
      atPath: directory.path + "/vocab.txt", withIntermediateDirectories: false)
    #expect(
      throws: TokenizerError.unreadable(path: directory.path + "/vocab.txt", reason: "it is not a file")
    ) {
      try Tokenizer(directory: directory.path)
    }
  }

  @Test(arguments: ["", "{", "[]", #"{"do_lower_case": "yes"}"#, #"{"cls_token": 7}"#])
  func settingsThatAreNoSettings(_ text: String) throws {
    guard case .badJSON = try error(["vocab.txt": usual, "tokenizer_config.json": text]) else {

      Issue.record()
      return

    }
  }

  @Test(arguments: ["", "{", #"{"a"}"#, #"{"a": "b"}"#, #"{"a": 1.5}"#, #"{"\ud800": 0}"#, #"{"a": 0"#])
  func vocabularyThatIsNoVocabulary(_ text: String) throws {
    guard case .badVocabulary = try error(["vocab.json": text, "merges.txt": ""]) else {

      Issue.record()
      return

    }
  }

  @Test(arguments: [#"{"a": 1}"#, #"{"a": 0, "b": 0}"#, #"{"a": -1}"#, #"{"a": 9000000000000000000}"#])
  func idsThatDoNotCountFromZero(_ text: String) throws {
    guard case .badIDs = try error(["vocab.json": text, "merges.txt": ""]) else {
      Issue.record()
      return
    }
  }

  @Test(arguments: ["a", "a b c", "a z", "b b"]) func mergesOfOtherPieces(_ line: String) throws {
    let vocabulary = #"{"a": 0, "b": 1, "ab": 2}"#
    let merges = "#version: 0.2\na b\n\(line)\n"
    guard case .badMerge(_, 3, line) = try error(["vocab.json": vocabulary, "merges.txt": merges]) else {

      Issue.record()
      return

    }
  }

  @Test func sentencePieceIsRefusedByName() throws {
    guard case .unsupported(_, "SentencePiece") = try error(["spiece.model": "x"]) else {

      Issue.record("spiece.model")
      return

    }
    let unigram = #"{"model": {"type": "Unigram", "vocab": [["a", -1.5]]}}"#
    guard case .unsupported(_, "Unigram") = try error(["tokenizer.json": unigram]) else {

      Issue.record("Unigram")
      return

    }
  }
}
