/// The tokens that frame a text or stand for something.
public struct SpecialTokens: Hashable, Sendable {
  public struct Special: Hashable, Sendable {
    public let id: Int
    public let text: String
  }

  /// [CLS] or <s>: the first token.
  public let classifier: Special
  /// [SEP] or </s>: after each text.
  public let separator: Special
  public let padding: Special
  public let unknown: Special
  public let mask: Special
  /// Whether the mask takes the white space on its left with it (RoBERTa's <mask>).
  public let maskTakesSpace: Bool

  public var all: [Special] { [classifier, separator, padding, unknown, mask] }
}

/// A text cut at the special tokens that were typed in it.
enum TypedSpecials {
  enum Part: Equatable {
    case text(Range<Int>)
    case special(SpecialTokens.Special, Range<Int>)
  }

  /// - Returns: the parts in order; ranges are scalars of the text.
  static func parts(of scalars: [Unicode.Scalar], _ specials: SpecialTokens) -> [Part] {
    // The longest first, so that none hides a longer one that begins as it does.
    let sought = Set(specials.all).map { (special: $0, scalars: Array($0.text.unicodeScalars)) }
      .filter { !$0.scalars.isEmpty }.sorted { $0.scalars.count > $1.scalars.count }
    let firsts = Set(sought.map { $0.scalars[0] })
    var parts: [Part] = []
    var start = 0
    var index = 0
    while index < scalars.count {
      guard firsts.contains(scalars[index]),
        let found = sought.first(where: { scalars[index...].starts(with: $0.scalars) })
      else {
        index += 1
        continue
      }
      var begin = index
      if specials.maskTakesSpace, found.special == specials.mask {
        while begin > start, scalars[begin - 1].isSpace { begin -= 1 }
      }
      if start < begin { parts.append(.text(start..<begin)) }
      let end = index + found.scalars.count
      parts.append(.special(found.special, begin..<end))
      index = end
      start = end
    }
    if start < scalars.count { parts.append(.text(start..<scalars.count)) }
    return parts
  }
}
