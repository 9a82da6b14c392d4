import Tokenization

/// An encoding as people look at it: the table of its tokens, one line that counts them, and the three lists
/// that go into a model.
public struct TokenTable {
  private let encoding: Encoding
  private let special: SpecialTokens
  private let palette: Palette

  public init(_ encoding: Encoding, special: SpecialTokens, palette: Palette) {
    self.encoding = encoding
    self.special = special
    self.palette = palette
  }

  /// Position, token, id, attention mask, segment, characters, and the slice of the original text.
  public var table: Table {
    let scalars = (
      text: Array(encoding.text.unicodeScalars), pair: Array((encoding.pair ?? "").unicodeScalars)
    )
    let columns: [Table.Column] = [
      .init("pos", align: .right, minWidth: 3), .init("token", mayShrink: true), .init("id", align: .right),
      .init("mask", align: .right), .init("segment", align: .right), .init("chars"),
      .init("text", mayShrink: true),
    ]
    return Table(columns: columns, rowCount: encoding.tokens.count) { position in
      let token = encoding.tokens[position]
      let isPadding = token.origin == .padding
      let style = style(of: token)
      let source = token.origin == .pair ? scalars.pair : scalars.text
      return [
        StyledText("\(position)", palette.muted),
        StyledText(token.text, style),
        StyledText("\(token.id)", isPadding ? palette.padding : .plain),
        StyledText("\(encoding.mask[position])", isPadding ? palette.padding : .plain),
        StyledText(
          "\(encoding.segments[position])", encoding.segments[position] == 0 ? .plain : palette.pair),
        StyledText(characters(of: token), palette.muted),
        StyledText(slice(of: token, source)),
      ]
    }
  }

  /// "10 tokens · 4 of padding · 2 removed by truncation".
  public var summary: StyledText {
    let padding = encoding.tokens.count { $0.origin == .padding }
    let unknown = encoding.tokens.count { $0.id == special.unknown.id }
    let removed = encoding.removed.text + encoding.removed.pair
    var line = StyledText("\(encoding.tokens.count - padding) tokens", palette.muted)
    if padding > 0 { line += StyledText(" · \(padding) of padding", palette.muted) }
    if unknown > 0 { line += StyledText(" · \(unknown) unknown (--explain says why)", palette.warning) }
    if removed > 0 { line += StyledText(" · \(removed) removed by truncation", palette.warning) }
    return line
  }

  /// The lists that the tutorials build: input_ids, attention_mask, token_type_ids.
  public var inputs: [StyledText] {
    let lists = [
      ("input_ids", encoding.ids), ("attention_mask", encoding.mask), ("token_type_ids", encoding.segments),
    ]
    return lists.map { name, numbers in
      StyledText(name, palette.header).fitted(to: 15)
        + StyledText("[" + numbers.map(String.init).joined(separator: ", ") + "]")
    }
  }

  /// The tokens alone, in their styles.
  public var labels: [StyledText] { encoding.tokens.map { StyledText($0.text, style(of: $0)) } }

  private func style(of token: Token) -> Style {
    switch token.id {
    case special.padding.id: palette.padding
    case special.unknown.id: palette.unknown
    case special.classifier.id, special.separator.id, special.mask.id: palette.special
    default: token.text.hasPrefix("##") ? palette.continuation : .plain
    }
  }

  /// Where it stands in its text, in Unicode scalars: from the first to the one after the last, as in
  /// `offsets`.
  private func characters(of token: Token) -> String {
    token.range.isEmpty ? "–" : "\(token.range.lowerBound)–\(token.range.upperBound)"
  }

  private func slice(of token: Token, _ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[token.range.clamped(to: 0..<scalars.count)])
    return String(view)
  }
}
