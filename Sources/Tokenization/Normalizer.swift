/// The first stage: BERT's clean-up of a text (tokenization.py of google-research/bert, BertNormalizer of
/// Hugging Face).
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
    Step.allCases.filter { step in
      switch step {
      case .clean: cleans
      case .splitIdeographs: splitsIdeographs
      case .stripAccents: stripsAccents
      case .lowercase: lowercases
      }
    }
  }

  func callAsFunction(_ text: MappedText) -> MappedText { steps.reduce(text) { $1.apply(to: $0) } }
}

extension Normalizer.Step {
  func apply(to text: MappedText) -> MappedText {
    switch self {
    case .clean:
      return text.replacing { scalar, append in
        if !scalar.isDroppedByCleaning { append(scalar.isSpace ? " " : scalar) }
      }
    case .splitIdeographs:
      guard text.elements.contains(where: \.scalar.isIdeograph) else { return text }
      return text.replacing { scalar, append in
        if scalar.isIdeograph { append(" ") }
        append(scalar)
        if scalar.isIdeograph { append(" ") }
      }
    case .stripAccents:
      guard text.elements.contains(where: { !$0.scalar.isASCII }) else { return text }
      return text.decomposed().replacing { scalar, append in
        if !scalar.isNonspacingMark { append(scalar) }
      }
    case .lowercase:
      return text.replacing { scalar, append in
        guard scalar.isASCII else {
          // Each scalar alone: a final sigma is not looked for.
          for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower) }
          return
        }
        let isUpper = (0x41...0x5A).contains(scalar.value)
        append(isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
      }
    }
  }
}
