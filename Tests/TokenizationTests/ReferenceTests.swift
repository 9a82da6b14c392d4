import Foundation
import Testing

@testable import Tokenization

/// Every field of every case against Hugging Face's `tokenizers` (Tests/Fixtures/tokens/make_tokens.py made
/// the files).
struct ReferenceTests {
  struct Case: Decodable {
    let text: String
    let textPair: String?
    let maxLength: Int?
    let pad: Bool?
    let tokens: [String]
    let inputIds: [Int]
    let tokenTypeIds: [Int]
    let attentionMask: [Int]
    let specialTokensMask: [Int]
    let offsets: [[Int]]
  }

  enum Reference: String, CaseIterable {
    case bertUncased = "bert-uncased"
    case bertCased = "bert-cased"
    case bertChinese = "bert-chinese"
    case bertKorean = "bert-korean"
    case roberta
    case nastyUncased = "nasty-bert-uncased"
    case nastyRoberta = "nasty-roberta"
    case nastyRobertaPrefixed = "nasty-roberta-prefixed"

    var cases: Int {
      switch self {
      case .bertUncased: 240
      case .nastyUncased, .nastyRoberta, .nastyRobertaPrefixed: 150
      default: 120
      }
    }

    /// A model directory with just the tokenizer's files.
    func tokenizer() throws -> Tokenizer {
      switch self {
      case .bertUncased, .nastyUncased: return try Tokenizer(directory: defaultModel)
      case .bertCased:
        return try tokenizer(["bert-base-cased.vocab.txt": "vocab.txt"], #"{"do_lower_case": false}"#)
      case .bertChinese:
        return try tokenizer(["bert-base-chinese.vocab.txt": "vocab.txt"], #"{"do_lower_case": true}"#)
      case .bertKorean:
        return try tokenizer(
          ["albert-kor.vocab.txt": "vocab.txt"], #"{"do_lower_case": false, "strip_accents": false}"#)
      case .roberta, .nastyRoberta: return try Roberta.plain.get()
      case .nastyRobertaPrefixed: return try Roberta.prefixed.get()
      }
    }

    private func tokenizer(_ files: [String: String], _ configuration: String) throws -> Tokenizer {
      let directory = try ModelFiles()
      for (source, name) in files { try directory.link(fixtures + "/tokens/" + source, as: name) }
      try directory.write(configuration, to: "tokenizer_config.json")
      return try Tokenizer(directory: directory.path)
    }
  }

  @Test(arguments: Reference.allCases)
  func agrees(_ reference: Reference) throws {
    let tokenizer = try reference.tokenizer()
    let file = try String(
      contentsOfFile: "\(fixtures)/tokens/\(reference.rawValue)-tokens.jsonl", encoding: .utf8)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    var count = 0
    for (number, line) in file.split(separator: "\n").enumerated() {
      let expected = try decoder.decode(Case.self, from: Data(line.utf8))
      let found = try tokenizer.encode(
        expected.text, pair: expected.textPair, maxLength: expected.maxLength, pad: expected.pad ?? false)
      let place: Comment = "\(reference.rawValue), line \(number + 1)"
      #expect(found.tokens.map(\.text) == expected.tokens, place)
      #expect(found.ids == expected.inputIds, place)
      #expect(found.segments == expected.tokenTypeIds, place)
      #expect(found.mask == expected.attentionMask, place)
      #expect(found.specialTokensMask == expected.specialTokensMask, place)
      #expect(found.tokens.map { [$0.range.lowerBound, $0.range.upperBound] } == expected.offsets, place)
      count += 1
    }
    #expect(count == reference.cases)
  }
}
