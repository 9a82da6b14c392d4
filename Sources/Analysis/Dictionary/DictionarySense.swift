/// One sense of a word in WordNet: a set of words that can stand for one another, and what they mean.
public struct DictionarySense: Equatable, Sendable {
  public enum PartOfSpeech: String, CaseIterable, Sendable { case noun, verb, adjective, adverb }

  public let partOfSpeech: PartOfSpeech
  /// From 1, as WordNet orders them: the most frequent first.
  public let number: Int
  /// "mole", "seawall"; spaces as spaces.
  public let lemmas: [String]
  public let definition: String
  public let examples: [String]

  /// "noun 2".
  public var name: String { "\(partOfSpeech.rawValue) \(number)" }
}
