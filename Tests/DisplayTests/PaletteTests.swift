import Testing

@testable import Display

struct PaletteTests {
  @Test func showsNumbersWithAndWithoutColor() {
    let colored = Palette(depth: .truecolor).block(1, .sequential, columns: 2)
    #expect(colored == StyledText("  ", Style(background: .rgb(253, 231, 37))))
    #expect(Palette.plain.block(1, .sequential, columns: 2) == "██")
  }

  @Test func shadesNumbersWhereColorsAreTheUsers() {
    let palette = Palette(depth: .ansi16)
    #expect(palette.block(0.5, .sequential, columns: 2) == "▒▒")
    #expect(palette.block(-0.5, .diverging, columns: 2) == StyledText("-▒", Style(foreground: .palette(6))))
  }

  @Test func writesDarkOnLightAndLightOnDark() {
    let palette = Palette(depth: .truecolor)
    #expect(palette.cell("1", 1, .sequential).runs[0].style.foreground == .palette(16))
    #expect(palette.cell("0", 0, .sequential).runs[0].style.foreground == .palette(231))
  }

  @Test func followsTheBackground() {
    let (dark, light) = (
      Palette(depth: .ansi16, background: .dark), Palette(depth: .ansi16, background: .light)
    )
    #expect(dark.special != light.special)
    #expect(dark.color(0, .sequential) == .palette(0))
    #expect(light.color(0, .sequential) == .palette(15))
  }
}
