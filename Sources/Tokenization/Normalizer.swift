/// The first stage: BERT's clean-up of a text (tokenization.py of google-research/bert, BertNormalizer of Hugging Face).
public struct Normalizer: Hashable, Sendable {
  /// Characters that cannot be seen are dropped, white space becomes spaces. Always done for BERT.
  public let cleans: Bool
  /// Ideographs get spaces around them, so that each is a word.
  public let splitsIdeographs: Bool
  public let stripsAccents: Bool
  public let lowercases: Bool

  public enum Step: String, CaseIterable, Sendable {
    case clean, splitIdeographs, stripAccents, lowercase
  }

  /// The steps that this normalizer takes, in order.
  public var steps: [Step] {
    [
      cleans ? Step.clean : nil, splitsIdeographs ? .splitIdeographs : nil,
      stripsAccents ? .stripAccents : nil,
      lowercases ? .lowercase : nil,
    ].compactMap { $0 }
  }

  func callAsFunction(_ text: MappedText) -> MappedText { steps.reduce(text) { $1.apply(to: $0) } }
}

extension Normalizer.Step {
  func apply(to text: MappedText) -> MappedText {
    switch self {
    case .clean:
      text.replacing { $0.isDroppedByCleaning ? [] : $0.isSpace ? [" "] : [$0] }
    case .splitIdeographs:
      text.replacing { $0.isIdeograph ? [" ", $0, " "] : [$0] }
    case .stripAccents:
      text.replacing(\.withoutAccents)
    case .lowercase:
      text.replacing(\.lowercased)
    }
  }
}
