/// The tokens of one word, which stand side by side; a special token is a word by itself.
public struct Word: Hashable, Sendable {
  /// Positions in `Encoding.tokens`.
  public let positions: Range<Int>
  /// The word as it was typed; a special token's own text.
  public let text: String
  public let origin: Origin
}

extension Tokenizer {
  /// The words of an encoding: together all its positions, in order.
  public func words(of encoding: Encoding) -> [Word] {
    var words: [Range<Int>] = []
    for index in encoding.tokens.indices {
      if let last = words.last, continues(index, of: encoding) {
        words[words.count - 1] = last.lowerBound..<index + 1
      } else {
        words.append(index..<index + 1)
      }
    }
    return words.map { positions in
      var whole = encoding.tokens[positions.lowerBound]
      let origin = whole.origin
      let isText = (origin == .text || origin == .pair) && !special.all.contains { $0.id == whole.id }
      whole.range = whole.range.lowerBound..<encoding.tokens[positions.upperBound - 1].range.upperBound
      let typed = isText ? encoding.slice(of: whole) : ""
      return Word(positions: positions, text: typed.isEmpty ? whole.text : typed, origin: origin)
    }
  }

  /// Whether the token goes on with the word of the token before it.
  private func continues(_ index: Int, of encoding: Encoding) -> Bool {
    guard index > 0 else { return false }
    let (token, before) = (encoding.tokens[index], encoding.tokens[index - 1])
    guard token.origin == before.origin, token.origin == .text || token.origin == .pair,
      !special.all.contains(where: { $0.id == token.id || $0.id == before.id })
    else { return false }
    switch model {
    case .wordPiece: return token.text.hasPrefix("##")
    case .byteLevel:
      // A piece may be part of a character, which both pieces then have for their range.
      guard token.range.lowerBound <= before.range.upperBound,
        token.text.unicodeScalars.first != ByteAlphabet.space
      else { return false }
      let text = (token.origin == .text ? encoding.text : encoding.pair ?? "").unicodeScalars
      func isWordScalar(_ offset: Int) -> Bool {
        text.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex)
          .map {
            $0 < text.endIndex && (text[$0].properties.isAlphabetic || text[$0].properties.numericType != nil)
          }
          ?? false
      }
      return token.range.lowerBound < before.range.upperBound
        || isWordScalar(token.range.lowerBound - 1) && isWordScalar(token.range.lowerBound)
    }
  }
}
