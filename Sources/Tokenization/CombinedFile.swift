/// tokenizer.json, which has a tokenizer's parts in one file: its vocabulary and merges, and the settings
/// that tokenizer_config.json leaves out. Its truncation and padding are not followed.
struct CombinedFile {
  private(set) var model = Model()
  private var normalizer = Settings()
  private var preTokenizer = Settings()

  struct Model {
    var type: String?
    /// Nil when there is none, or one that is a list (Unigram's).
    var vocabulary: Vocabulary?
    var merges: MergeTable?
  }

  /// What its sections say of how text is cut; of the pre-tokenizer the type as well.
  private struct Settings {
    var type: String?
    var lowercases: Bool?
    var stripsAccents: Bool?
    var splitsIdeographs: Bool?
    var addsPrefixSpace: Bool?
  }

  init(_ bytes: [UInt8], path: String) throws(TokenizerError) {
    var cursor = JSONCursor(bytes, path: path)
    var (model, normalizer, preTokenizer) = (Model(), Settings(), Settings())
    try cursor.object { (key, cursor) throws(TokenizerError) in
      switch String(decoding: key, as: UTF8.self) {
      case "model": model = try Self.model(&cursor)
      case "normalizer" where cursor.isNext("{"): normalizer = try Self.settings(&cursor)
      case "pre_tokenizer" where cursor.isNext("{"): preTokenizer = try Self.settings(&cursor)
      default: try cursor.skip()
      }
    }
    // Old files do not name the model's type: only BPE has merges.
    model.type = model.type ?? (model.merges == nil ? "WordPiece" : "BPE")
    if model.type == "BPE", preTokenizer.type != "ByteLevel" { model.type = "BPE that is not byte-level" }
    (self.model, self.normalizer, self.preTokenizer) = (model, normalizer, preTokenizer)
  }

  /// Fills in what tokenizer_config.json did not say.
  func complete(_ configuration: inout TokenizerConfiguration) {
    configuration.lowercases = configuration.lowercases ?? normalizer.lowercases
    configuration.stripsAccents = configuration.stripsAccents ?? normalizer.stripsAccents
    configuration.splitsIdeographs = configuration.splitsIdeographs ?? normalizer.splitsIdeographs
    configuration.addsPrefixSpace = configuration.addsPrefixSpace ?? preTokenizer.addsPrefixSpace
  }

  /// The vocabulary comes before the merges in every file that the reference writes.
  private static func model(_ cursor: inout JSONCursor) throws(TokenizerError) -> Model {
    var model = Model()
    try cursor.object { (key, cursor) throws(TokenizerError) in
      switch String(decoding: key, as: UTF8.self) {
      case "type": model.type = try cursor.string()
      case "vocab" where cursor.isNext("{"): model.vocabulary = try Vocabulary(object: &cursor)
      case "merges":
        if let vocabulary = model.vocabulary {
          model.merges = try MergeTable(array: &cursor, of: vocabulary)
        } else {
          try cursor.skip()
        }
      default: try cursor.skip()
      }
    }
    return model
  }

  private static func settings(_ cursor: inout JSONCursor) throws(TokenizerError) -> Settings {
    var settings = Settings()
    try cursor.object { (key, cursor) throws(TokenizerError) in
      switch String(decoding: key, as: UTF8.self) {
      case "type": settings.type = try cursor.string()
      case "lowercase": settings.lowercases = try cursor.boolean()
      case "strip_accents": settings.stripsAccents = try cursor.boolean()
      case "handle_chinese_chars": settings.splitsIdeographs = try cursor.boolean()
      case "add_prefix_space": settings.addsPrefixSpace = try cursor.boolean()
      default: try cursor.skip()
      }
    }
    return settings
  }
}
