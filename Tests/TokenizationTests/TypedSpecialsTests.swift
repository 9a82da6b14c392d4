import Testing

@testable import Tokenization

struct TypedSpecialsTests {
  private func parts(_ text: String, _ reach: SpecialTokens.Reach = .init()) -> [String] {
    func special(_ id: Int, _ text: String) -> SpecialTokens.Special {
      .init(id: id, text: text, reach: .init())
    }
    let specials = SpecialTokens(
      classifier: special(0, "[A]"), separator: special(1, "[B]"), padding: special(2, "[P]"),
      unknown: special(3, "[U]"), mask: .init(id: 4, text: "[M]", reach: reach),
      additional: [special(5, "[B][B]")])
    let scalars = Array(text.unicodeScalars)
    return TypedSpecials(specials).parts(of: scalars).map { part in
      let range: Range<Int>
      let mark: String
      switch part {
      case .text(let found): (range, mark) = (found, "")
      case .special(let special, let found, _): (range, mark) = (found, "\(special.id)=")
      }
      return mark + scalars[range].map(String.init).joined()
    }
  }

  @Test func cutsAtThem() {
    #expect(parts("x [A]y[B]") == ["x ", "0=[A]", "y", "1=[B]"])
    #expect(parts("[[A]") == ["[", "0=[A]"])
    #expect(parts("[a]") == ["[a]"])
    #expect(parts("") == [])
  }

  @Test func theLongestWins() { #expect(parts("[B][B][B]") == ["5=[B][B]", "1=[B]"]) }

  @Test func spaceThatBelongsToThem() {
    let reach = SpecialTokens.Reach(takesSpaceBefore: true, takesSpaceAfter: true)
    #expect(parts("x \u{A0}[M]  y", reach) == ["x", "4= \u{A0}[M]  ", "y"])
    #expect(parts("[A] [M] [M]", reach) == ["0=[A]", "4= [M] ", "4=[M]"])
  }

  @Test func wholeWordsOnly() {
    let reach = SpecialTokens.Reach(isWholeWord: true)
    #expect(parts("x[M] [M] [M]_", reach) == ["x[M] ", "4=[M]", " [M]_"])
  }
}
