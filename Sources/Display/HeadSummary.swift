import Analysis

extension HeadStatistics {
  /// The shares that say what a head does, in one line.
  public var summary: String {
    let shares = [
      ("prev", previous), ("next", next), ("self", itself), ("first", first), ("sep", separators),
    ]
    return shares.map { "\($0.0) \(decimals($0.1, 2))" }.joined(separator: " · ")
      + " · entropy \(decimals(entropy, 2)) bits"
  }
}
