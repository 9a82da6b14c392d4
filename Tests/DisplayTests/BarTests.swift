import Testing

@testable import Display

struct BarTests {
  @Test(arguments: [
    (Float(0), ""), (1, "████"), (0.5, "██"), (0.53125, "██▏"), (0.75, "███"), (0.21875, "▉"), (0.01, ""),
    (0.02, "▏"), (7, "████"), (-1, ""), (.nan, ""), (.infinity, "████"),
  ])
  func endsToAnEighthOfAColumn(fraction: Float, text: String) {
    #expect(Bar.of(fraction, columns: 4).plain() == text)
  }

  @Test(arguments: [0, -3]) func withoutRoomThereIsNone(columns: Int) {
    #expect(Bar.of(1, columns: columns).isEmpty)
  }
}
