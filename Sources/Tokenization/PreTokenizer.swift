/// The second stage: words. White space separates them and is gone; each punctuation mark is a word of its
/// own.
enum PreTokenizer {
  /// Ranges of the text's elements, in order.
  static func words(of text: MappedText) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    for (index, element) in text.elements.enumerated() {
      let isPunctuation = element.scalar.isPunctuation
      guard isPunctuation || element.scalar.isSpace else { continue }
      if start < index { words.append(start..<index) }
      if isPunctuation { words.append(index..<index + 1) }
      start = index + 1
    }
    if start < text.count { words.append(start..<text.count) }
    return words
  }
}
