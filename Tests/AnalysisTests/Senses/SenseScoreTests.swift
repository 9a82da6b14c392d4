import Testing

@testable import Analysis

struct SenseScoreTests {
  @Test func accuracyConfusionAndWhatIsWrong() {
    let score = SenseScore(expected: ["a", "b", "a", "b"], guessed: ["a", "a", "a", "c"])
    #expect(score.accuracy == 0.5)
    #expect(score.wrong == [1, 3])
    #expect(score.confusion.senses == ["a", "b", "c"])
    #expect(score.confusion.counts == [[2, 0, 0], [1, 0, 1], [0, 0, 0]])
    #expect(SenseScore(expected: [], guessed: []).accuracy == nil)
  }
}
