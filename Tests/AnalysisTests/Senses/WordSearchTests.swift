import Testing

@testable import Analysis

struct WordSearchTests {
  @Test(arguments: [
    ("mole", "The mole dug.", [4..<8]),
    ("mole", "Mole-mole MOLES", [0..<4, 5..<9]),
    ("mole", "a molecule, guacamole, mole_2, mole2", []),
    ("mole", "the mole's nose; “mole”", [4..<8, 18..<22]),
    ("MOLE", "mole", [0..<4]),
    ("mole", "", []), ("", "mole", []), ("mole", "mol", []),
    ("sea wall", "The sea wall held; no seawall.", [4..<12]),
    ("don't", "I don't, don", [2..<7]),
    // Offsets count scalars, also behind characters of several.
    ("mole", "👩‍🔬 e\u{301} mole", [7..<11]),
    ("école", "L'École normale", [2..<7]),
    // A mark belongs to the letter before it: "mole" is no part of "molé" in two scalars.
    ("mole", "mole\u{301}", []),
    // The Kelvin sign is a K only by folding across ASCII.
    ("kin", "\u{212A}in", []),
    ("straße", "STRASSE straße", [8..<14]),
    // Where nothing stands between words, a word is wherever its characters are.
    ("鼹鼠", "一只鼹鼠在挖洞", [2..<4]), ("ตุ่น", "มีตุ่นอยู่", [2..<6]),
    ("커피", "커피를 커피", [4..<6]),
  ])
  func wholeWords(word: String, text: String, ranges: [Range<Int>]) {
    #expect(WordSearch(word).ranges(in: text) == ranges)
  }

  @Test func caseMayMatter() {
    #expect(WordSearch("Mole", ignoringCase: false).ranges(in: "mole Mole MOLE") == [5..<9])
    #expect(WordSearch("Mole").ranges(in: "mole Mole MOLE") == [0..<4, 5..<9, 10..<14])
  }

  @Test func withForms() {
    let text = "Moles moled the mole's hole, moling molest a molex."
    #expect(
      WordSearch("mole", withForms: true).ranges(in: text) == [0..<5, 6..<11, 16..<20, 29..<35])
    #expect(
      WordSearch("dig", withForms: true).ranges(in: "digging digs diging dig").map(\.count) == [7, 4, 3])
    #expect(WordSearch("sea wall", withForms: true).ranges(in: "sea walls") == [0..<9])
  }

  /// The same by looking at every place of every text over a small alphabet.
  @Test func quickLookMissesNothing() {
    let alphabet: [Unicode.Scalar] = ["a", "A", "b", " ", "é", "鼹"]
    let words = ["a", "ab", "éa", "鼹"]
    var text: [Unicode.Scalar] = [" ", " ", " ", " "]
    for code in 0..<1296 {
      var rest = code
      for place in text.indices {
        text[place] = alphabet[rest % 6]
        rest /= 6
      }
      let string = String(String.UnicodeScalarView(text))
      for word in words {
        let scalars = Array(word.unicodeScalars)
        let isLetter = { (index: Int) in text.indices.contains(index) && text[index].isWordScalar }
        let isIdeograph = { (index: Int) in text.indices.contains(index) && text[index] == "鼹" }
        let naive = (0...4 - scalars.count).filter { start in
          let end = start + scalars.count
          let found = zip(text[start..<end], scalars).allSatisfy { $0 == $1 || ($0 == "A" && $1 == "a") }
          func isEdge(_ index: Int) -> Bool {
            !(isLetter(index - 1) && isLetter(index)) || isIdeograph(index - 1) || isIdeograph(index)
          }
          return found && isEdge(start) && isEdge(end)
        }
        #expect(WordSearch(word).ranges(in: string).map(\.lowerBound) == naive, "\(word) in \(string)")
      }
    }
  }
}
