import Tensors
import Testing
import Tokenization

@testable import Analysis

struct HeadStatisticsTests {
  /// [CLS] a b [SEP]: only a and b are asked what they look at.
  @Test func byHand() {
    let tokens = [(101, Origin.special), (1, .text), (2, .text), (102, .special)].map {
      Token(id: $0.0, text: "", range: 0..<0, origin: $0.1)
    }
    let encoding = Encoding(tokens: tokens, segments: [0, 0, 0, 0], mask: [1, 1, 1, 1], text: "")
    let pattern = Matrix(
      rows: 4, columns: 4, [1, 0, 0, 0, 0.5, 0.25, 0.25, 0, 0, 1, 0, 0, 0, 0, 0, 1])
    let statistics = HeadStatistics(pattern: pattern, of: encoding, separator: 102)
    #expect(statistics.previous == 0.75)
    #expect(statistics.next == 0.125)
    #expect(statistics.itself == 0.125)
    #expect(statistics.first == 0.25)
    #expect(statistics.separators == 0)
    #expect(statistics.entropy == 0.75)
  }
}
