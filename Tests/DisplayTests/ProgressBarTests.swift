import Testing

@testable import Display

struct ProgressBarTests {
  func line(_ done: Int, width: Int, elapsed: Double) -> String {
    var bar = ProgressBar("encoding", total: 2000)
    bar.done = done
    return bar.line(width: width, elapsed: elapsed).plain()
  }

  @Test func showsHowFarAndHowLong() {
    #expect(
      line(1203, width: 60, elapsed: 18) == "encoding  █████████████░░░░░░░░░  1,203 of 2,000 · 12 s left")
    #expect(line(1203, width: 30, elapsed: 18) == "encoding  1,203 of 2,000 · 12…")
    #expect(line(500, width: 100, elapsed: 3000).hasSuffix("500 of 2,000 · 2 h 30 min left"))
  }

  @Test func guessesNothingTooEarly() {
    #expect(line(1203, width: 50, elapsed: 1).hasSuffix("1,203 of 2,000"))
    #expect(line(20, width: 50, elapsed: 60).hasSuffix("20 of 2,000"))
    #expect(line(5000, width: 50, elapsed: 60).hasSuffix("2,000 of 2,000"))
  }

  @Test func groupsThousands() {
    #expect([0, 999, 1000, -1_234_567].map(grouped) == ["0", "999", "1,000", "-1,234,567"])
  }
}
