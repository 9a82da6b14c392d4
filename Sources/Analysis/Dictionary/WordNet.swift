import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// WordNet's senses of a word (Fellbaum 1998), from the files of its database as they are installed (wndb(5WN)).
/// Nothing is read but the lines that a word needs.
public struct WordNet: Sendable {
  private let folder: String

  /// The folder that `WNSEARCHDIR` names, or one where systems install it.
  /// - Throws: `WordNetError.notInstalled`.
  public init(environment: [String: String]) throws(WordNetError) {
    let folders =
      (environment["WNSEARCHDIR"].map { [$0] } ?? [])
      + [
        "/usr/share/wordnet", "/usr/local/share/wordnet", "/usr/local/WordNet-3.0/dict",
        "/opt/homebrew/opt/wordnet/dict",
      ]
    guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0 + "/index.noun") })
    else {
      throw .notInstalled(lookedIn: folders)
    }
    self.folder = folder
  }

  /// The word's senses, part of speech by part of speech; of an inflected word those of its base forms. None where
  /// WordNet does not have it.
  public func senses(of word: String) throws(WordNetError) -> [DictionarySense] {
    let lemma = word.lowercased().split(separator: " ").joined(separator: "_")
    // An empty key would find the licence, whose lines begin with blanks.
    guard !lemma.isEmpty else { return [] }
    var senses: [DictionarySense] = []
    for part in DictionarySense.PartOfSpeech.allCases {
      let index = try SortedLines(path: path("index", part))
      for form in [lemma] + (try baseForms(of: lemma, part)) {
        guard let line = try index.line(of: form) else { continue }
        let data = try SortedLines(path: path("data", part))
        for (number, offset) in try offsets(in: line, of: index).enumerated() {
          senses.append(try sense(at: offset, in: data, part, number: number + 1))
        }
        break
      }
    }
    return senses
  }

  private func path(_ kind: String, _ part: DictionarySense.PartOfSpeech) -> String {
    "\(folder)/\(kind).\(part.fileName)"
  }

  // MARK: Lines

  /// "mole n 6 5 @ ~ #m + ; 6 0 13724081 …": after the pointer symbols and two counts, where each sense stands.
  private func offsets(in line: String, of index: SortedLines) throws(WordNetError) -> [Int] {
    let fields = line.split(separator: " ")
    guard fields.count > 3, let senses = Int(fields[2]), let pointers = Int(fields[3]),
      (1...1000).contains(senses),
      (0...100).contains(pointers), fields.count >= 6 + pointers + senses
    else {
      throw .damaged(
        path: index.file.path, byte: 0, expected: "counts in the line of '\(fields.first ?? "")'")
    }
    var offsets: [Int] = []
    for field in fields[(6 + pointers)..<(6 + pointers + senses)] {
      guard let offset = Int(field) else {
        throw .damaged(path: index.file.path, byte: 0, expected: "a number for '\(field)'")
      }
      offsets.append(offset)
    }
    return offsets
  }

  /// "01889520 05 n 01 mole 0 006 @ … | small velvety-furred burrowing mammal …; \"an example\""
  private func sense(
    at offset: Int, in data: SortedLines, _ part: DictionarySense.PartOfSpeech, number: Int
  ) throws(WordNetError) -> DictionarySense {
    let line = String(decoding: try data.line(at: offset), as: UTF8.self)
    let halves = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let fields = halves[0].split(separator: " ")
    guard halves.count == 2, fields.count > 3, Int(fields[0]) == offset,
      let words = Int(fields[3], radix: 16),
      fields.count >= 4 + 2 * words
    else {
      throw .damaged(path: data.file.path, byte: offset, expected: "a synset of that number, and its gloss")
    }
    let lemmas = (0..<words).map { index in
      String(fields[4 + 2 * index].prefix { $0 != "(" }.map { $0 == "_" ? " " : $0 })
    }
    let (definition, examples) = WordNet.parts(of: String(halves[1]))
    return DictionarySense(
      partOfSpeech: part, number: number, lemmas: lemmas, definition: definition, examples: examples)
  }

  /// A gloss is definitions, then quoted examples.
  static func parts(of gloss: String) -> (definition: String, examples: [String]) {
    let pieces = gloss.split(separator: "\"", omittingEmptySubsequences: false)
    func trimmed(_ text: Substring) -> String {
      String(text.drop { " ;".contains($0) }.reversed().drop { " ;".contains($0) }.reversed())
    }
    let examples = pieces.indices.filter { $0 % 2 == 1 }.map { trimmed(pieces[$0]) }.filter { !$0.isEmpty }
    return (trimmed(pieces[0]), examples)
  }

  // MARK: Inflections

  /// What WordNet's own look-up tries (morphy(7WN)): the list of exceptions, then endings taken off.
  private func baseForms(of lemma: String, _ part: DictionarySense.PartOfSpeech) throws(WordNetError)
    -> [String]
  {
    let exceptions = "\(folder)/\(part.fileName).exc"
    var forms: [String] = []
    if FileManager.default.fileExists(atPath: exceptions),
      let line = try SortedLines(path: exceptions).line(of: lemma)
    {
      forms += line.split(separator: " ").dropFirst().map(String.init)
    }
    for (ending, base) in part.endings where lemma.hasSuffix(ending) && lemma.count > ending.count {
      forms.append(lemma.dropLast(ending.count) + base)
    }
    return forms
  }
}

extension DictionarySense.PartOfSpeech {
  fileprivate var fileName: String {
    switch self {
    case .noun: "noun"
    case .verb: "verb"
    case .adjective: "adj"
    case .adverb: "adv"
    }
  }

  fileprivate var endings: [(String, String)] {
    switch self {
    case .noun:
      [
        ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"),
        ("ies", "y"),
      ]
    case .verb:
      [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")]
    case .adjective: [("er", ""), ("est", ""), ("er", "e"), ("est", "e")]
    case .adverb: []
    }
  }
}
