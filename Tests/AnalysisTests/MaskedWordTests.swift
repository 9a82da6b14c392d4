import Checkpoints
import Encoders
import Tensors
import Testing
import Tokenization

@testable import Analysis

struct MaskedWordTests {
  private let word = MaskedWord(position: 2, probabilities: [0.1, 0.3, 0.05, 0.3, 0.25])

  @Test(arguments: [
    (0, []), (1, [1]), (2, [1, 3]), (3, [1, 3, 4]), (5, [1, 3, 4, 0, 2]), (9, [1, 3, 4, 0, 2]),
  ])
  func theBestComeFirstAndEqualOnesById(count: Int, ids: [Int]) { #expect(word.best(count) == ids) }

  @Test func ranksAreThePlacesAmongTheBest() {
    for (place, id) in word.best(5).enumerated() { #expect(word.rank(of: id) == place + 1) }
    #expect(word.rank(of: -1) == nil && word.rank(of: 5) == nil)
  }

  @Test func theBestOfManyAreThoseOfSorting() {
    var random = SystemRandomNumberGenerator()
    let probabilities = (0..<500).map { _ in Float(random.next() % 100) }
    let sorted = probabilities.indices.sorted {
      (-probabilities[$0], $0) < (-probabilities[$1], $1)
    }
    let word = MaskedWord(position: 0, probabilities: probabilities)
    #expect(word.best(40) == Array(sorted.prefix(40)))
    #expect(word.best(500) == sorted)
  }

  @Test func everyMaskIsReadAtItsOwnPlaceInEveryLayer() throws {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let directory = try ModelDirectory(path: root + "/Tests/Fixtures/models/tiny-albert-mlm")
    let encoder = try Encoder(directory, workers: Workers(threads: 1))
    let head = try #require(try encoder.maskedWordHead())
    let activations = try encoder.encode(Encoding(ids: [2, 4, 9, 4, 3]))

    let byLayer = MaskedWord.allByLayer(in: activations, mask: 4, head: head)
    #expect(byLayer.count == 3)
    #expect(byLayer[2] == MaskedWord.all(in: activations, mask: 4, head: head))
    for (layer, words) in byLayer.enumerated() {
      #expect(words.map(\.position) == [1, 3])
      let logits = head(activations.hiddenStates[layer])
      for word in words {
        let expected = softmax(logits.row(word.position))
        #expect(zip(word.probabilities, expected).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(abs(word.probabilities.reduce(0, +) - 1) < 1e-5)
      }
    }
    #expect(MaskedWord.all(in: activations, mask: 29, head: head).isEmpty)
  }
}
