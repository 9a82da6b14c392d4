/// The second stage: words. White space separates them and is gone; each punctuation mark is a word of its own.
enum PreTokenizer {
  static func words(of text: MappedText) -> [ArraySlice<MappedText.Element>] {
    var words: [ArraySlice<MappedText.Element>] = []
    let elements = text.elements
    var start = 0
    func close(at end: Int) {
      if start < end { words.append(elements[start..<end]) }
    }
    for (index, element) in elements.enumerated() {
      let isSpace = element.scalar.isSpace
      guard isSpace || element.scalar.isPunctuation else { continue }
      close(at: index)
      if !isSpace { words.append(elements[index...index]) }
      start = index + 1
    }
    close(at: elements.count)
    return words
  }
}
