/// What keeps a tokenizer from being made, or from doing what was asked.
public enum TokenizerError: Error, Hashable, Sendable {
  case unreadable(path: String, reason: String)
  case tooLarge(path: String, bytes: Int, limit: Int)
  case noVocabulary(directory: String)
  case emptyVocabulary(path: String)
  case notUTF8(path: String, line: Int)
  /// The settings are not JSON, or a value is of the wrong kind.
  case badJSON(path: String, reason: String)
  /// The same of a vocabulary; `offset` is in bytes.
  case badVocabulary(path: String, offset: Int, expected: String)
  case unsupported(path: String, name: String)
  case missingSpecial(path: String, token: String)
  case badIDs(path: String, entries: Int, highest: Int)
  case badMerge(path: String, line: Int, text: String)
  case maxLengthTooSmall(Int, needed: Int, isPair: Bool)
  case paddingTooLong(Int, limit: Int)
}

extension TokenizerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "cannot read '\(path)': \(reason)"
    case .tooLarge(let path, let bytes, let limit):
      "'\(path)' has \(bytes) bytes; a tokenizer's file has at most \(limit). It is not what its name says"
    case .noVocabulary(let directory):
      "'\(directory)' has no vocabulary: none of vocab.txt (WordPiece), vocab.json with merges.txt (byte-level BPE) "
        + "and tokenizer.json. Choose a model's directory, or download its tokenizer files"
    case .emptyVocabulary(let path):
      "'\(path)' has no entries. Download it again"
    case .notUTF8(let path, let line):
      "'\(path)', line \(line): not valid UTF-8. Download it again"
    case .badJSON(let path, let reason):
      "'\(path)' is not the JSON expected: \(reason)"
    case .badVocabulary(let path, let offset, let expected):
      "'\(path)', byte \(offset): expected \(expected). Download it again"
    case .unsupported(let path, let name):
      "'\(path)': the tokenizer is \(name), which Talpa does not have. It has WordPiece (BERT) and "
        + "byte-level BPE (RoBERTa)"
    case .missingSpecial(let path, let token):
      "'\(path)' lacks the special token \(token), which every input needs. Name another one in "
        + "tokenizer_config.json"
    case .badIDs(let path, let entries, let highest):
      "'\(path)': \(entries) entries have ids up to \(highest); they must count from 0 without a gap"
    case .badMerge(let path, let line, let text):
      "'\(path)', line \(line): '\(text)' is no merge of two pieces of the vocabulary"
    case .paddingTooLong(let length, let limit):
      "padding to \(length) tokens is more than any model takes; the longest is \(limit)"
    case .maxLengthTooSmall(let length, let needed, let isPair):
      "a maximum of \(length) tokens leaves no room for the \(needed) special tokens that frame "
        + (isPair ? "a pair" : "a text") + "; it must be at least \(needed)"
    }
  }
}
