/// The regular inflections of an English word, from its base form: plural and third person (-s), past (-ed)
/// and -ing. Where spelling allows two, both are made; what is made and is no word is simply never found.
///
/// - -s: "moles"; -es after s, x, z, ch, sh ("boxes") and, besides -s, after a consonant and o ("volcanoes");
///   a consonant and y become -ies ("spies"); f and fe become, besides -s, -ves ("leaves").
/// - -ed: "leaked"; e takes d ("saved"); a consonant and y become -ied ("spied").
/// - -ing: "leaking"; a last e falls away ("saving") but not after e, o and y ("seeing"); ie becomes y
///   ("dying").
/// - Before -ed and -ing a last consonant after a single vowel is doubled ("digging"): always in words of one
///   vowel, as well as not in longer ones ("travelled", "traveled"); never w, x, y.
///
/// Irregular forms ("dug", "mice") are not known. The possessive needs no form: an apostrophe ends a word
/// (`WordSearch`). Of several words the last is inflected ("sea walls").
struct EnglishForms {
  /// The base form first; each once.
  let all: [String]

  init(of word: String) {
    let stem = Stem(word)
    // Only a word that ends in a letter of English takes English endings.
    guard let last = stem.letters.last, ("a"..."z").contains(last) else {
      all = [word]
      return
    }
    var forms = [word]
    for form in stem.plurals + stem.pasts + stem.progressives where !forms.contains(form) {
      forms.append(form)
    }
    all = forms
  }
}

/// A base form as spelling rules look at it.
private struct Stem {
  let word: String
  /// The letters in lower case.
  let letters: [Unicode.Scalar]

  init(_ word: String) {
    self.word = word
    letters = Array(word.lowercased().unicodeScalars)
  }

  var plurals: [String] {
    if ends(in: "s", "x", "z", "ch", "sh") { return [word + "es"] }
    if endsInConsonant(and: "y") { return [without(1) + "ies"] }
    if endsInConsonant(and: "o") { return [word + "s", word + "es"] }
    if ends(in: "fe") { return [word + "s", without(2) + "ves"] }
    if ends(in: "f"), !ends(in: "ff") { return [word + "s", without(1) + "ves"] }
    return [word + "s"]
  }

  var pasts: [String] {
    if ends(in: "e") { return [word + "d"] }
    if endsInConsonant(and: "y") { return [without(1) + "ied"] }
    return bare.map { $0 + "ed" }
  }

  var progressives: [String] {
    if ends(in: "ie") { return [without(2) + "ying"] }
    if ends(in: "e"), !ends(in: "ee", "oe", "ye") { return [without(1) + "ing"] }
    return bare.map { $0 + "ing" }
  }

  /// The word as it stands before -ed and -ing: with its last consonant doubled, or as it is, or both.
  private var bare: [String] {
    guard letters.count >= 3, let last = letters.last, !last.isVowel, !["w", "x", "y"].contains(last),
      letters[letters.count - 2].isVowel, !letters[letters.count - 3].isVowel
    else { return [word] }
    let doubled = word + String(Character(last))
    let lastWord = letters.reversed().prefix { ("a"..."z").contains($0) }
    return lastWord.count(where: \.isVowel) == 1 ? [doubled] : [word, doubled]
  }

  private func ends(in endings: String...) -> Bool {
    endings.contains { letters.suffix($0.unicodeScalars.count).elementsEqual($0.unicodeScalars) }
  }

  private func endsInConsonant(and last: Unicode.Scalar) -> Bool {
    letters.count >= 2 && letters.last == last && !letters[letters.count - 2].isVowel
  }

  private func without(_ count: Int) -> String { String(word.unicodeScalars.dropLast(count)) }
}

extension Unicode.Scalar {
  fileprivate var isVowel: Bool { ["a", "e", "i", "o", "u"].contains(self) }
}
