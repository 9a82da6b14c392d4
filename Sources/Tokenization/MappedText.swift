/// A text on its way through the stages: each scalar knows which scalar of the original text it came from.
///
/// One scalar can become three (a Hangul syllable its letters), and can vanish; its origin goes with it, so
/// that in the end every token can be shown where it stands in what was typed.
public struct MappedText: Hashable, Sendable {
  public struct Element: Hashable, Sendable {
    public var scalar: Unicode.Scalar
    /// Index of the scalar of the original text; never less than that of the element before.
    public var origin: Int
  }

  public internal(set) var elements: [Element]

  init(elements: [Element] = []) { self.elements = elements }

  /// A part of an original text, as it stands there.
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    elements = scalars.indices.map { Element(scalar: scalars[$0], origin: $0) }
  }

  public var count: Int { elements.count }

  /// The text as it reads now.
  public var text: String { string(0..<count) }

  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: elements[range].lazy.map(\.scalar))
    return String(view)
  }

  /// The scalars of the original text from the first of these elements to the last.
  func origin(of range: Range<Int>) -> Range<Int> {
    range.isEmpty ? 0..<0 : elements[range.lowerBound].origin..<elements[range.upperBound - 1].origin + 1
  }

  /// Each scalar replaced by those that `replace` appends, which come from where it came.
  func replacing(_ replace: (Unicode.Scalar, _ append: (Unicode.Scalar) -> Void) -> Void) -> MappedText {
    var result: [Element] = []
    result.reserveCapacity(count)
    for element in elements {
      replace(element.scalar) { result.append(Element(scalar: $0, origin: element.origin)) }
    }
    return MappedText(elements: result)
  }
}
