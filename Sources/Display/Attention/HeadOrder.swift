import Analysis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a head does, as one number to order or colour heads by.
public enum HeadOrder: String, CaseIterable, Sendable {
  case previous, next
  case itself = "self"
  case first = "cls"
  case separators = "sep"
  case entropy

  func value(of statistics: HeadStatistics) -> Float {
    switch self {
    case .previous: statistics.previous
    case .next: statistics.next
    case .itself: statistics.itself
    case .first: statistics.first
    case .separators: statistics.separators
    case .entropy: statistics.entropy
    }
  }

  /// From nothing to the most there can be: shares end at 1, entropy at that of a uniform row.
  func scale(tokens: Int) -> ColorScale {
    ColorScale(.sequential, 0...(self == .entropy ? log2(Float(max(2, tokens))) : 1))
  }
}
