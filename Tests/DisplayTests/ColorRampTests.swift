import Testing

@testable import Display

struct ColorRampTests {
  @Test(arguments: [ColorDepth.ansi256, .truecolor], [Background.dark, .light])
  func luminanceNeverTurnsBack(depth: ColorDepth, background: Background) {
    for (ramp, end) in [(ColorRamp.sequential, Float(1)), (.diverging, 1), (.diverging, -1)] {
      let steps = (0...200).map { ramp.color(end * Float($0) / 200, depth: depth, background: background) }
      let luminance = steps.compactMap(\.luminance)
      #expect(luminance.count == steps.count)
      let turns = zip(luminance, luminance.dropFirst()).filter { background == .dark ? $0 > $1 : $0 < $1 }
      #expect(turns.isEmpty, "\(ramp) to \(end), \(depth), \(background): \(turns)")
      #expect(abs(luminance[0] - (luminance.last ?? 0)) > 0.3)
    }
  }

  @Test func clampsAndSurvivesNaN() {
    let ramp = ColorRamp.sequential
    #expect(ramp.color(7, depth: .truecolor, background: .dark) == .rgb(253, 231, 37))
    #expect(ramp.color(.infinity, depth: .ansi256, background: .dark) == .palette(227))
    #expect(ramp.color(.nan, depth: .truecolor, background: .dark) == .standard)
    #expect(ramp.color(0.5, depth: .none, background: .dark) == .standard)
  }

  @Test func shadesWithoutColor() {
    #expect((0...5).map { ColorRamp.sequential.shade(Float($0) / 5, columns: 1) }.joined() == " ░▒▓██")
    #expect(ColorRamp.diverging.shade(-0.9, columns: 2) == "-█")
    #expect(ColorRamp.diverging.shade(.nan, columns: 2) == "??")
  }

  @Test func writesReadablyOnEveryStep() throws {
    for step in 0...20 {
      let color = ColorRamp.sequential.color(Float(step) / 20, depth: .truecolor, background: .dark)
      let (back, front) = (try #require(color.luminance), try #require(color.readableForeground.luminance))
      #expect((max(back, front) + 0.05) / (min(back, front) + 0.05) >= 4.5)
    }
  }
}
