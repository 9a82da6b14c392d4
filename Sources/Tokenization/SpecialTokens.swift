/// The tokens that frame a text or stand for something.
public struct SpecialTokens: Hashable, Sendable {
  public struct Special: Hashable, Sendable {
    public let id: Int
    public let text: String
    let reach: Reach
  }

  /// What around a typed special token belongs to it.
  struct Reach: Hashable, Sendable {
    /// The white space on its left; RoBERTa's <mask> takes it.
    var takesSpaceBefore = false
    var takesSpaceAfter = false
    /// It is only recognised where no letter, digit or underscore touches it.
    var isWholeWord = false
  }

  /// [CLS] or <s>: the first token.
  public let classifier: Special
  /// [SEP] or </s>: after each text.
  public let separator: Special
  public let padding: Special
  public let unknown: Special
  public let mask: Special
  /// Further ones that are special when typed (additional_special_tokens).
  public let additional: [Special]

  public var all: [Special] { [classifier, separator, padding, unknown, mask] + additional }
}

extension SpecialTokens {
  /// Those that the settings name; what they leave out is as in BERT, or as in RoBERTa.
  ///
  /// - Throws: `missingSpecial` for one that the vocabulary does not have; additional ones are left out then.
  init(
    _ vocabulary: Vocabulary, _ names: TokenizerConfiguration, isByteLevel: Bool, path: String
  ) throws(TokenizerError) {
    func find(_ name: NamedToken, takesSpaceBefore: Bool = false) -> Special? {
      vocabulary.id(of: name.text).map {
        Special(id: $0, text: name.text, reach: name.reach ?? Reach(takesSpaceBefore: takesSpaceBefore))
      }
    }
    func special(
      _ name: NamedToken?, _ usual: String, takesSpaceBefore: Bool = false
    ) throws(TokenizerError) -> Special {
      let name = name ?? NamedToken(usual)
      guard let found = find(name, takesSpaceBefore: takesSpaceBefore) else {
        throw .missingSpecial(path: path, token: name.text)
      }
      return found
    }
    let isRoberta = isByteLevel || names.hasRobertaFrame
    classifier = try special(names.classifier, isRoberta ? "<s>" : "[CLS]")
    separator = try special(names.separator, isRoberta ? "</s>" : "[SEP]")
    padding = try special(names.padding, isRoberta ? "<pad>" : "[PAD]")
    unknown = try special(names.unknown, isByteLevel ? "<unk>" : "[UNK]")
    mask = try special(names.mask, isRoberta ? "<mask>" : "[MASK]", takesSpaceBefore: isRoberta)
    additional = (names.additional ?? []).compactMap { find($0) }
  }
}
