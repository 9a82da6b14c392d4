extension Tokenizer {
  /// The tokenizer of a model directory, from tokenizer_config.json and vocab.txt, or vocab.json and merges.txt.
  ///
  /// What tokenizer.json says about truncation and padding is not followed: nothing is cut that nobody asked to cut.
  public init(directory: String) throws(TokenizerError) {
    let files = TokenizerFiles(directory: directory)
    let name = "tokenizer_config.json"
    let configuration =
      files.has(name) ? try files.json(TokenizerConfiguration.self, name) : TokenizerConfiguration()
    if files.has("vocab.txt") {
      try self.init(wordPiece: files, configuration)
    } else if files.has("vocab.json"), files.has("merges.txt") {
      try self.init(byteLevel: files, configuration)
    } else if let kind = configuration.tokenizerClass, !kind.hasPrefix("Bert"), !kind.hasPrefix("Roberta") {
      throw .unsupported(path: files.path(name), name: kind)
    } else {
      throw .noVocabulary(directory: directory)
    }
  }

  private init(wordPiece files: TokenizerFiles, _ configuration: TokenizerConfiguration)
    throws(TokenizerError)
  {
    let path = files.path("vocab.txt")
    let bytes = try files.bytes("vocab.txt")
    try checkUTF8(bytes, path: path)
    let vocabulary = Vocabulary(lines: bytes)
    guard vocabulary.count > 0 else { throw .emptyVocabulary(path: path) }
    let special = try SpecialTokens(
      vocabulary, path: path,
      classifier: configuration.classifier ?? "[CLS]", separator: configuration.separator ?? "[SEP]",
      padding: configuration.padding ?? "[PAD]", unknown: configuration.unknown ?? "[UNK]",
      mask: configuration.mask ?? "[MASK]", maskTakesSpace: false)
    let lowercases = configuration.lowercases ?? true
    let normalizer = Normalizer(
      cleans: true, splitsIdeographs: configuration.splitsIdeographs ?? true,
      stripsAccents: configuration.stripsAccents ?? lowercases, lowercases: lowercases)
    self.init(
      model: .wordPiece(normalizer, WordPiece(vocabulary: vocabulary, unknownID: special.unknown.id)),
      vocabulary: vocabulary, special: special, frame: .bert)
  }

  private init(byteLevel files: TokenizerFiles, _ configuration: TokenizerConfiguration)
    throws(TokenizerError)
  {
    let path = files.path("vocab.json")
    // A dictionary keyed by strings is safe here alone: no two spellings in the byte alphabet are canonically equivalent. Were two
    // taken for one, an id would be missing below.
    let ids = try files.json([String: Int].self, "vocab.json")
    var entries = [String?](repeating: nil, count: ids.count)
    for (entry, id) in ids {
      guard entries.indices.contains(id), entries[id] == nil else {
        throw .badIDs(path: path, entries: ids.count, highest: ids.values.max() ?? 0)
      }
      entries[id] = entry
    }
    let vocabulary = Vocabulary(entries.compactMap { $0 })
    guard vocabulary.count > 0 else { throw .emptyVocabulary(path: path) }
    let special = try SpecialTokens(
      vocabulary, path: path, classifier: configuration.classifier ?? "<s>",
      separator: configuration.separator ?? "</s>", padding: configuration.padding ?? "<pad>",
      unknown: configuration.unknown ?? "<unk>", mask: configuration.mask ?? "<mask>", maskTakesSpace: true)
    let encoding = BytePairEncoding(
      vocabulary: vocabulary, unknownID: special.unknown.id, merges: try Self.merges(files, vocabulary))
    self.init(
      model: .byteLevel(
        encoding, addsPrefixSpace: configuration.addsPrefixSpace ?? false,
        trimsOffsets: configuration.trimsOffsets ?? true),
      vocabulary: vocabulary, special: special, frame: .roberta)
  }

  /// merges.txt: two pieces a line, the first line may name the format.
  private static func merges(
    _ files: TokenizerFiles, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> [(left: Int, right: Int, result: Int)] {
    let bytes = try files.bytes("merges.txt")
    let path = files.path("merges.txt")
    try checkUTF8(bytes, path: path)
    var merges: [(left: Int, right: Int, result: Int)] = []
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if line.isEmpty || (number == 0 && line.starts(with: "#version".utf8)) { continue }
      let sides = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard sides.count == 2, let left = vocabulary.id(of: sides[0]), let right = vocabulary.id(of: sides[1]),
        let result = vocabulary.id(of: (Array(sides[0]) + sides[1])[...])
      else {
        throw .badMerge(path: path, line: number + 1, text: String(decoding: line, as: UTF8.self))
      }
      merges.append((left, right, result))
    }
    return merges
  }
}

/// - Throws: `.notUTF8` with the line's number.
private func checkUTF8(_ bytes: [UInt8], path: String) throws(TokenizerError) {
  guard String(validating: bytes, as: UTF8.self) == nil else { return }
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
  throw .notUTF8(path: path, line: bad + 1)
}

extension SpecialTokens {
  fileprivate init(
    _ vocabulary: Vocabulary, path: String, classifier: String, separator: String, padding: String,
    unknown: String,
    mask: String, maskTakesSpace: Bool
  ) throws(TokenizerError) {
    func special(_ text: String) throws(TokenizerError) -> Special {
      guard let id = vocabulary.id(of: text) else { throw .missingSpecial(path: path, token: text) }
      return Special(id: id, text: text)
    }
    self.classifier = try special(classifier)
    self.separator = try special(separator)
    self.padding = try special(padding)
    self.unknown = try special(unknown)
    self.mask = try special(mask)
    self.maskTakesSpace = maskTakesSpace
  }
}
