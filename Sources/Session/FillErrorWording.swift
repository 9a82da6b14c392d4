extension FillError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noHead(let model, let installed):
      "\(model) has no masked-word head: its weights turn words into vectors, and none turns vectors into words "
        + "(cls.predictions.*, predictions.*, lm_head.* or vocab_projector.*)\n"
        + (installed.isEmpty
          ? "No installed model has one"
          : "Installed models that have one, for --model: \(installed.joined(separator: ", "))")
        + "\nA directory with one is made in Python by AutoModelForMaskedLM.from_pretrained(\"bert-base-uncased\")"
        + ".save_pretrained(DIR), and AutoTokenizer in the same way"
    case .noMask(let mark, let isTruncated):
      isTruncated
        ? "no \(mark) is left in the sentence: it was truncated to what the model has positions for. Shorten it"
        : "there is no \(mark) in the sentence: it stands where a word is to be predicted, as in The mole \(mark) a tunnel."
    case .manyPieces(let word, let pieces, let mark):
      "'\(word)' is \(pieces.count) pieces of this vocabulary (\(pieces.joined(separator: " "))), and one \(mark) holds one "
        + "piece: there is no single probability. Name a word of one piece, or one of these pieces as it is spelled here"
    case .unknownWord(let word):
      "'\(word)' is not in this model's vocabulary, whole or in pieces. Is the model of another language, or cased?"
    case .doesNotFit(let word, let mark):
      "'\(word)' cannot take the place of \(mark): it would join the text beside it, or vanish. Put blanks around "
        + "\(mark), or name a piece as the vocabulary spells it, such as ##ing"
    }
  }
}
