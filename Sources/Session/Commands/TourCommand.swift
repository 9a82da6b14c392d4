import Analysis
import ArgumentParser
import Display
import Encoders
import Tensors
import Tokenization

struct TourCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour",
    abstract: "A short guided walk: tokens, a padded pair, one head, one word in four sentences.")

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let tour = Tour(session: session, model: model, tokenizer: try model.tokenizer())
    session.show(session.banner(of: model))
    try tour.showTokens()
    try tour.showPaddedPair()
    try tour.showHead()
    try tour.showSenses()
    let colon = session.isREPL ? ":" : "talpa "
    session.show("")
    session.show(
      StyledText("Go on: ", session.palette.header)
        + StyledText(
          "type a sentence in the REPL, or \(colon)help. Everything above was computed now, on this machine.")
    )
  }
}

/// The stops of the walk; each computes what it shows.
private struct Tour {
  let session: Session
  let model: LoadedModel
  let tokenizer: Tokenizer

  func showTokens() throws {
    heading(
      "1  A sentence becomes tokens",
      "Words outside the vocabulary fall into ## pieces; [CLS] and [SEP] frame the sentence.")
    let encoding = try tokenizer.encode("The mole dug unbelievably deep.")
    show(encoding)
  }

  func showPaddedPair() throws {
    heading(
      "2  Two texts, fixed length: the inputs of the tutorials",
      "Segments tell the texts apart; attention_mask is 0 where there is only padding.")
    let encoding = try tokenizer.encode("I want to embed.", pair: "Maybe now", maxLength: 15, pad: true)
    show(encoding)
    session.show(view(of: encoding).inputs)
  }

  /// The head that most looks at the token before: found here, not known beforehand.
  func showHead() throws {
    let encoding = try tokenizer.encode("The mole dug a tunnel.")
    let study = try session.study(of: encoding, with: model, ablating: session.ablated)
    let shares = study.allHeads.map { (head: $0, share: study.statistics(of: $0).previous) }
    guard let best = shares.max(by: { $0.share < $1.share }) else { return }
    let explore = session.isREPL ? ":attention" : "talpa attention"
    heading(
      "3  One head looks at the token before",
      "Of \(shares.count) heads, layer \(best.head.layer + 1) head \(best.head.head + 1) does so most: "
        + "\(decimals(best.share, 2)) of its weight. Rows look, columns are looked at. `\(explore)` shows them all."
    )
    let pattern = study.pattern(best.head)
    let map = HeadMap(tokens: view(of: encoding).labels) { pattern[$0, $1] }
    session.show(map.lines(width: session.width, palette: session.palette))
  }

  func showSenses() throws {
    let contexts = [
      ("animal", "The mole dug a tunnel under the lawn."), ("spy", "The mole leaked secrets to Moscow."),
      ("skin", "She had a mole on her cheek."), ("unit", "One mole of water weighs 18 grams."),
    ]
    heading(
      "4  Is it the same word?",
      "Cosine of \"mole\" in the first sentence to \"mole\" in the others, layer by layer. A static vector would say 1.00 throughout."
    )
    let encodings = try contexts.map { try tokenizer.encode($0.1) }
    let activations = try encodings.map { try session.encode($0, with: model) }
    let words = encodings.map { WordOccurrence.all(of: "mole", in: $0).first }
    for (sense, sentence) in contexts {
      session.show(StyledText("   \(sense): ", session.palette.muted) + StyledText(sentence))
    }
    let rows = (0...model.directory.configuration.layers).map { layer in
      let vectors = zip(words, activations).map { $0?.vector(in: $1.hiddenStates[layer]) ?? [] }
      let cosines = vectors.dropFirst().map { decimals(cosine(vectors[0], $0), 2) }
      return (["\(layer)"] + cosines + ["1.00"]).map { StyledText($0) }
    }
    let names = ["layer"] + contexts.dropFirst().map(\.0) + ["static"]
    session.show(Table(columns: names.map { Table.Column($0, align: .right) }, rows: rows))
  }

  private func heading(_ title: String, _ remark: String) {
    session.show("")
    session.show(StyledText(title, session.palette.header))
    session.show(StyledText(remark, session.palette.muted).wrapped(to: session.width))
  }

  private func show(_ encoding: Encoding) {
    session.show(view(of: encoding).table)
  }

  private func view(of encoding: Encoding) -> TokenTable {
    TokenTable(encoding, special: tokenizer.special, palette: session.palette)
  }
}
