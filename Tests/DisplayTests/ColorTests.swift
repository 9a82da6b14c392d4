import Testing

@testable import Display

struct ColorTests {
  @Test(arguments: [
    (Color.rgb(255, 0, 0), ColorDepth.ansi256, Color.palette(196)), (.rgb(8, 8, 8), .ansi256, .palette(232)),
    (.rgb(250, 5, 5), .ansi16, .palette(9)), (.palette(231), .ansi16, .palette(15)),
    (.palette(16), .ansi16, .palette(0)), (.palette(3), .ansi16, .palette(3)),
    (.rgb(1, 2, 3), .truecolor, .rgb(1, 2, 3)), (.rgb(1, 2, 3), .none, .standard),
    (.rgb(250, 5, 5), .ansi8, .palette(1)), (.palette(14), .ansi8, .palette(6)),
    (.standard, .ansi16, .standard),
  ])
  func reducesToWhatTheTerminalHas(color: Color, depth: ColorDepth, reduced: Color) {
    #expect(color.reduced(to: depth) == reduced)
  }

  @Test func knowsItsLuminance() {
    #expect(Color.rgb(0, 0, 0).luminance == 0)
    #expect(abs((Color.palette(231).luminance ?? 0) - 1) < 0.001)
    #expect(abs((Color.rgb(188, 188, 188).luminance ?? 0) - 0.503) < 0.005)
    #expect(Color.standard.luminance == nil)
  }
}
