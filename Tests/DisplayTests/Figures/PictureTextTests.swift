import Testing

@testable import Display

struct PictureTextTests {
  let text = PictureText("moles", x: 100, y: 50, size: 10)

  @Test func coversWhatItsAnchorSays() {
    #expect(text.length == 31)
    #expect(text.box == (100, 44, 131, 56))
    #expect(text.centred(over: 40).box == (105, 44, 136, 56))
  }

  @Test func readsUpwards() {
    #expect(text.upright(beside: 40).box == (94, 54, 106, 85))
  }

  @Test func startsAtTheStartWhereItDoesNotFit() {
    #expect(text.centred(over: 30) == text)
  }

  @Test func fitsAsManyColumnsAsItSays() {
    let columns = PictureText.columns(in: 500, size: 12)
    #expect(PictureText.length(columns, size: 12) <= 500)
    #expect(PictureText.length(columns + 1, size: 12) > 500)
  }
}
