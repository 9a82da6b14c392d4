import Testing

@testable import Display

struct HeatMapTests {
  let values: [[Float]] = [[0, 0.2, 0.4], [0, 1, .nan]]

  func map(scalesEachRow: Bool) -> HeatMap {
    HeatMap(
      title: "t", rows: ["a", "b"], columns: ["x", "y", "z"], scale: ColorScale(.sequential, 0...1),
      scalesEachRow: scalesEachRow, row: { values[$0] })
  }

  @Test func placesValuesOnOneScale() {
    let map = map(scalesEachRow: false)
    #expect(map.positions(of: map.row(0)) == [0, 0.2, 0.4])
  }

  @Test func placesEachRowOnItsOwn() {
    let map = map(scalesEachRow: true)
    #expect(map.positions(of: map.row(0)) == [0, 0.5, 1])
    #expect(map.positions(of: map.row(1))[1] == 1)
    #expect(map.positions(of: map.row(1))[2].isNaN)
  }
}
