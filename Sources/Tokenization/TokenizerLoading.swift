extension Tokenizer {
  /// The tokenizer of a model directory: tokenizer_config.json, and vocab.txt, or vocab.json with merges.txt,
  /// or else tokenizer.json.
  ///
  /// What tokenizer.json says about truncation and padding is not followed: nothing is cut that nobody asked
  /// to cut.
  ///
  /// - Throws: `TokenizerError` for each way in which these files can be wrong.
  public init(directory: String) throws(TokenizerError) {
    let files = TokenizerFiles(directory: directory)
    var configuration = try Self.configuration(files)
    if files.has("vocab.txt") {
      let vocabulary = Vocabulary(lines: try files.text("vocab.txt"))
      try self.init(wordPiece: vocabulary, configuration, path: files.path("vocab.txt"))
    } else if files.has("vocab.json"), files.has("merges.txt") {
      var cursor = JSONCursor(try files.text("vocab.json"), path: files.path("vocab.json"))
      let vocabulary = try Vocabulary(object: &cursor)
      let merges = try MergeTable(
        lines: try files.text("merges.txt"), of: vocabulary, path: files.path("merges.txt"))
      try self.init(byteLevel: vocabulary, merges, configuration, path: files.path("vocab.json"))
    } else if files.has("tokenizer.json") {
      let path = files.path("tokenizer.json")
      let combined = try CombinedFile(try files.text("tokenizer.json"), path: path)
      combined.complete(&configuration)
      switch (combined.model.type, combined.model.vocabulary, combined.model.merges) {
      case ("WordPiece", let vocabulary?, _):
        try self.init(wordPiece: vocabulary, configuration, path: path)
      case ("BPE", let vocabulary?, let merges?):
        try self.init(byteLevel: vocabulary, merges, configuration, path: path)
      case (let type, _, _): throw .unsupported(path: path, name: type ?? "unnamed")
      }
    } else {
      let pieces = ["spiece.model", "sentencepiece.bpe.model", "spm.model"].first(where: files.has)
      if let pieces { throw .unsupported(path: files.path(pieces), name: "SentencePiece") }
      throw .noVocabulary(directory: directory)
    }
  }

  /// Where tokenizer_config.json names no class, config.json's model_type tells the family.
  private static func configuration(_ files: TokenizerFiles) throws(TokenizerError) -> TokenizerConfiguration
  {
    struct Model: Decodable {
      let type: String?
      enum CodingKeys: String, CodingKey { case type = "model_type" }
    }
    let name = "tokenizer_config.json"
    var configuration =
      files.has(name) ? try files.json(TokenizerConfiguration.self, name) : TokenizerConfiguration()
    if configuration.tokenizerClass == nil, files.has("config.json") {
      configuration.tokenizerClass = try files.json(Model.self, "config.json").type
    }
    return configuration
  }

  private init(
    wordPiece vocabulary: Vocabulary, _ configuration: TokenizerConfiguration, path: String
  ) throws(TokenizerError) {
    guard vocabulary.longest > 0 else { throw .emptyVocabulary(path: path) }
    let special = try SpecialTokens(vocabulary, configuration, isByteLevel: false, path: path)
    let lowercases = configuration.lowercases ?? true
    let normalizer = Normalizer(
      cleans: true, splitsIdeographs: configuration.splitsIdeographs ?? true,
      stripsAccents: configuration.stripsAccents ?? lowercases, lowercases: lowercases)
    let wordPiece = WordPiece(vocabulary: vocabulary, unknownID: special.unknown.id)
    self.init(
      model: .wordPiece(normalizer, wordPiece), vocabulary: vocabulary, special: special,
      frame: configuration.hasRobertaFrame ? .roberta : .bert)
  }

  private init(
    byteLevel vocabulary: Vocabulary, _ merges: MergeTable, _ configuration: TokenizerConfiguration,
    path: String
  ) throws(TokenizerError) {
    guard vocabulary.longest > 0 else { throw .emptyVocabulary(path: path) }
    let special = try SpecialTokens(vocabulary, configuration, isByteLevel: true, path: path)
    let encoding = BytePairEncoding(vocabulary: vocabulary, merges: merges, unknownID: special.unknown.id)
    let addsPrefixSpace = configuration.addsPrefixSpace ?? false
    let trimming = configuration.trimsOffsets ?? true ? OffsetTrimming(addsPrefixSpace: addsPrefixSpace) : nil
    self.init(
      model: .byteLevel(encoding, addsPrefixSpace: addsPrefixSpace, trimming), vocabulary: vocabulary,
      special: special, frame: .roberta)
  }
}
