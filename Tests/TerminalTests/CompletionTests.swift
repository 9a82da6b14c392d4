import Testing

@testable import Terminal

struct CompletionTests {
  func completion(_ candidates: String..., suffix: String = " ") -> Completion {
    Completion(start: 0, candidates: candidates, suffix: suffix)
  }

  @Test func oneCandidateIsInsertedWithItsSuffix() {
    #expect(completion(":tokens").step(typed: ":to") == .replace(with: ":tokens "))
    #expect(completion("Models/", suffix: "").step(typed: "M") == .replace(with: "Models/"))
  }

  @Test func severalGrowToWhatTheyShare() {
    #expect(completion("vectors", "vectorise").step(typed: "v") == .replace(with: "vector"))
    #expect(completion("vectors", "vectorise").step(typed: "vector") == .list)
  }

  @Test func noneChangesNothing() {
    #expect(Completion.none(at: 3).step(typed: "abc") == .nothing)
  }

  @Test func commonPrefixCountsScalars() {
    #expect(completion("東京駅", "東京タワー").commonPrefix == "東京")
    // é as one scalar and as two share nothing, though Swift calls them equal.
    #expect(completion("\u{e9}a", "e\u{301}b").commonPrefix == "")
    #expect(completion("same", "same").commonPrefix == "same")
  }

  @Test func listsDownwardsInColumns() {
    let listing = completion("a", "b", "c", "d", "e").listing(rows: 10, columns: 9)
    #expect(listing == ["a  c  e", "b  d"])
  }

  @Test func listsNoMoreThanFits() {
    let many = Completion(start: 0, candidates: (1...50).map { "w\($0)" })
    let listing = many.listing(rows: 4, columns: 10)
    #expect(listing == ["w1   w4", "w2   w5", "w3   w6", "… and 44 more"])
  }

  @Test func alignsWideCandidatesAndHidesControls() {
    #expect(completion("東京", "a", "b").listing(rows: 1, columns: 30) == ["東京  a     b"])
    #expect(completion("\u{1b}[2J").listing(rows: 1, columns: 30) == ["␛[2J"])
  }

  @Test func survivesATinyScreen() {
    #expect(completion("aaaa", "bbbb").listing(rows: 1, columns: 1) == ["aaaa", "… and 1 more"])
  }
}
