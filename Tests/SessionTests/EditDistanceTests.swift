import Testing

@testable import Session

struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("tokens", "tokens", 0), ("tokns", "tokens", 1), ("toekns", "tokens", 1), ("abc", "", 3),
  ])
  func distance(_ a: String, _ b: String, _ expected: Int) {
    #expect(editDistance(a, b) == expected)
    #expect(editDistance(b, a) == expected)
  }

  @Test func onlyNearNamesAreMeant() {
    let names = ["tokens", "vectors", "tour"]
    #expect(nearestName(to: "vectros", in: names) == "vectors")
    #expect(nearestName(to: "xyzzy", in: names) == nil)
    #expect(nearestName(to: "x", in: []) == nil)
  }
}
