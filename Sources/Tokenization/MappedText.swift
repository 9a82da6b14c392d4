/// A text on its way through the stages: each scalar knows which scalars of the original text it came from.
///
/// One scalar can become three (a Hangul syllable its letters), and can vanish; its origin goes with it, so that in the end
/// every token can be shown where it stands in what was typed.
public struct MappedText: Hashable, Sendable {
  public struct Element: Hashable, Sendable {
    public var scalar: Unicode.Scalar
    /// Index of the scalar of the original text.
    public var origin: Int
  }

  public var elements: [Element]

  /// The part `range` (in scalars) of `text`.
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    elements = scalars.indices.map { Element(scalar: scalars[$0], origin: $0) }
  }

  init(elements: some Sequence<Element>) { self.elements = Array(elements) }

  /// The text as it reads now.
  public var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: elements.lazy.map(\.scalar))
    return String(view)
  }

  /// Each scalar replaced by others, which come from where it came.
  func replacing(_ replacement: (Unicode.Scalar) -> [Unicode.Scalar]) -> MappedText {
    var result: [Element] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      for scalar in replacement(element.scalar) {
        result.append(Element(scalar: scalar, origin: element.origin))
      }
    }
    return MappedText(elements: result)
  }

  /// The scalars of the original text from the first element to the last.
  static func range(of elements: ArraySlice<Element>) -> Range<Int> {
    guard let first = elements.first, let last = elements.last else { return 0..<0 }
    return first.origin..<last.origin + 1
  }
}
