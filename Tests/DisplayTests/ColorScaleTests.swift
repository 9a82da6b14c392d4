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

  @Test func theLogScaleHasThreeDecades() {
    let scale = ColorScale(.sequential, 0...2, curve: .logarithmic)
    #expect([2, 0.2, 0.02].map { (scale.position(of: $0) * 3).rounded() } == [3, 2, 1])
    #expect([0.002, 0.001, 0].map { abs(scale.position(of: $0)) < 1e-3 } == [true, true, true])
    let signed = ColorScale(.diverging, -1...1, curve: .logarithmic)
    #expect(signed.position(of: -0.1) == -signed.position(of: 0.1))
    #expect(scale.legend(.plain).plain().hasSuffix("(log scale)"))
  }

  @Test func explainsItself() {
    #expect(ColorScale(.diverging, -2...4).legend(.plain, places: 1).plain() == "-4.0 █▓▒░  ░▒▓█ 4.0")
    #expect(ColorScale.weights.legend(.plain).plain() == "0.00   ░░▒▒▓▓██ 1.00 (square-root scale)")
  }
}
