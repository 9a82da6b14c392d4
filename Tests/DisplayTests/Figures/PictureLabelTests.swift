import Testing

@testable import Display

struct PictureLabelTests {
  @Test func keepsShortLabels() {
    let label = PictureLabel(StyledText("土竜", Style(dim: true)))
    #expect(label.text == "土竜" && label.width == 4 && label.isMuted)
  }

  @Test func isShortWhateverTheToken() {
    for text in hostileTexts {
      let label = PictureLabel(StyledText(text))
      #expect(label.width <= PictureLabel.longest)
      #expect(label.text.unicodeScalars.count <= 5 * PictureLabel.longest)
    }
  }

  @Test func namesABlockByItsEnds() {
    let block = PictureLabel(from: PictureLabel("the"), to: PictureLabel("mole"))
    #expect(block.text == "the–mole" && block.width == 8)
  }
}
