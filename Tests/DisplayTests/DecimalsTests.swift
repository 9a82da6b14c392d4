import Testing

@testable import Display

struct DecimalsTests {
  @Test(arguments: [
    (1.0, 2, "1.00"), (-0.001, 2, "0.00"), (-0.006, 2, "-0.01"), (0.125, 2, "0.12"), (2.5, 0, "2"),
    (1234.5678, 3, "1234.568"),
    (.nan, 2, "nan"), (-.infinity, 2, "-inf"), (1e300, 2, "1e+300"),
    (999.999, 2, "1000.00"),
  ])
  func hasFixedPlaces(value: Double, places: Int, text: String) {
    #expect(decimals(value, places) == text)
  }

  @Test func roundsFloatsByTheirExactValue() {
    #expect(decimals(Float(1.115), 2) == "1.12")  // 1.11500000953674…
    #expect(decimals(Float(0.05), 1) == "0.1")  // 0.0500000007450580…
    #expect(decimals(Float(0.285), 2) == "0.28")  // 0.284999996423721…
  }
}
