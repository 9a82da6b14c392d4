import Encoders
import Tensors
import Testing
import Tokenization

@testable import Analysis

struct RandomWordsTests {
  /// Sentence `number`: framing, then tokens whose vectors have the sentence's number and their place.
  private func sentence(_ number: Int, tokens: Int) -> Activations {
    let origins: [Origin] = [.special] + Array(repeating: .text, count: tokens)
    let encoding = Encoding(
      tokens: origins.map { Token(id: 1, text: "", range: 0..<0, origin: $0) }, segments: [], mask: [],
      text: ""
    )
    let values = origins.indices.flatMap { [Float(number), Float($0)] }
    let state = Matrix(rows: origins.count, columns: 2, values)
    return Activations(encoding: encoding, hiddenStates: [state, state], layers: [])
  }

  @Test func aFairSampleThatIsAlwaysTheSame() throws {
    var (first, second) = (RandomWords(capacity: 200), RandomWords(capacity: 200))
    for number in 0..<500 {
      first.add(sentence(number, tokens: 4))
      second.add(sentence(number, tokens: 4))
    }
    let sample = try first.vectors(.index(1))
    #expect(sample == (try second.vectors(.index(1))))
    #expect(sample.count == 200)
    #expect(Set(sample).count == 200, "each token once")
    #expect(sample.allSatisfy { $0[1] > 0 }, "no framing")
    let mean = sample.reduce(0) { $0 + $1[0] } / 200
    #expect(abs(mean - 249.5) < 40, "early and late sentences alike")
  }

  @Test func theBaselineIsBetweenSentences() throws {
    var words = RandomWords()
    words.add(sentence(0, tokens: 3))
    #expect(try words.baseline(.last) == nil)
    words.add(sentence(5, tokens: 1))
    // [0, 1], [0, 2] and [0, 3], each with [5, 1].
    #expect(abs(try #require(try words.baseline(.last)) - 1 / 26.0.squareRoot()) < 1e-6)
    #expect(throws: AnalysisError.noSuchLayer(2, last: 1)) { try words.baseline(.index(2)) }
  }
}
