import Testing

@testable import Display

struct ColorScaleTests {
  @Test func placesValuesOnTheRamp() {
    let layers = ColorScale(.sequential, 2...6)
    #expect([2, 3, 6, 9, -1].map { layers.position(of: $0) } == [0, 0.25, 1, 1, 0])
    #expect(ColorScale.weights.position(of: 0.25) == 0.5)
    let differences = ColorScale(.diverging, -2...4)
    #expect([-4, -2, 0, 4].map { differences.position(of: $0) } == [-1, -0.5, 0, 1])
    #expect(layers.position(of: .nan).isNaN)
    #expect(ColorScale(.sequential, 1...1).position(of: 1) == 0)
  }

  @Test func explainsItself() {
    #expect(ColorScale(.diverging, -2...4).legend(.plain, places: 1).plain() == "-4.0 █▓▒░  ░▒▓█ 4.0")
    #expect(ColorScale.weights.legend(.plain).plain() == "0.00   ░░▒▒▓▓██ 1.00 (square-root scale)")
  }
}
