/// `value` with a fixed number of decimals, and never “-0.00”. Not a number is “nan”, infinities are “inf”
/// and “-inf”; beyond 2⁵³ the plain description is used.
///
/// Ties go to even, as with C's printf. A Float times 10⁸ is exact in Double, so for Floats it is the same
/// tie.
public func decimals(_ value: Double, _ places: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  let places = min(max(places, 0), 15)
  let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
  let scaled = (value.magnitude * scale).rounded(.toNearestOrEven)
  guard scaled < 9_007_199_254_740_992 else { return value.description }
  var digits = String(UInt64(scaled))
  let sign = value < 0 && scaled != 0 ? "-" : ""
  guard places > 0 else { return sign + digits }
  digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  return sign + digits.dropLast(places) + "." + digits.suffix(places)
}

public func decimals(_ value: Float, _ places: Int) -> String {
  decimals(Double(value), places)
}
