/// tokenizer_config.json, as far as it is used; every key may be missing.
struct TokenizerConfiguration: Decodable {
  var tokenizerClass: String?
  var lowercases: Bool?
  /// Follows `lowercases` when null or missing.
  var stripsAccents: Bool?
  var splitsIdeographs: Bool?
  var addsPrefixSpace: Bool?
  var trimsOffsets: Bool?
  var classifier: NamedToken?
  var separator: NamedToken?
  var padding: NamedToken?
  var unknown: NamedToken?
  var mask: NamedToken?
  var additional: [NamedToken]?

  private enum CodingKeys: String, CodingKey {
    case tokenizerClass = "tokenizer_class"
    case lowercases = "do_lower_case"
    case stripsAccents = "strip_accents"
    case splitsIdeographs = "tokenize_chinese_chars"
    case addsPrefixSpace = "add_prefix_space"
    case trimsOffsets = "trim_offsets"
    case classifier = "cls_token"
    case separator = "sep_token"
    case padding = "pad_token"
    case unknown = "unk_token"
    case mask = "mask_token"
    case additional = "additional_special_tokens"
  }

  /// Whether texts are framed as RoBERTa's. MPNet puts BERT's words into that frame.
  var hasRobertaFrame: Bool {
    let name = tokenizerClass?.lowercased() ?? ""
    return ["roberta", "mpnet", "bart", "longformer"].contains { name.contains($0) }
  }
}

/// A special token as settings name it: a string, or an object that also says how it is recognised.
struct NamedToken: Decodable {
  let text: String
  /// Nil for a bare string.
  let reach: SpecialTokens.Reach?

  init(_ text: String, reach: SpecialTokens.Reach? = nil) {
    self.text = text
    self.reach = reach
  }

  private enum CodingKeys: String, CodingKey {
    case content, lstrip, rstrip
    case singleWord = "single_word"
  }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self.init(text)
      return
    }
    let object = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try object.decode(String.self, forKey: .content),
      reach: SpecialTokens.Reach(
        takesSpaceBefore: try object.decodeIfPresent(Bool.self, forKey: .lstrip) ?? false,
        takesSpaceAfter: try object.decodeIfPresent(Bool.self, forKey: .rstrip) ?? false,
        isWholeWord: try object.decodeIfPresent(Bool.self, forKey: .singleWord) ?? false))
  }
}
