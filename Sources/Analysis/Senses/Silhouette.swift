/// How well vectors lie in their groups: for each, (b − a) / max(a, b), where a is its mean distance (1 − cos)
/// to the others of its group and b the mean distance to the nearest other group (Rousseeuw 1987). 1 is apart,
/// 0 between two groups, below 0 in the wrong one; a vector alone in its group has 0.
public struct Silhouette: Equatable, Sendable {
  /// One a vector, −1 to 1.
  public let values: [Double]

  /// - Parameter groups: one a vector, counted from 0.
  public init(_ vectors: [[Float]], groups: [Int]) {
    let cosines = GroupCosines(vectors, groups: groups)
    values = groups.indices.map { point in
      let own = groups[point]
      guard let a = cosines.distance(of: point, to: own) else { return 0 }
      let others = (0..<cosines.count).filter { $0 != own }
      guard let b = others.compactMap({ cosines.distance(of: point, to: $0) }).min() else { return 0 }
      return max(a, b) > 0 ? (b - a) / max(a, b) : 0
    }
  }

  /// 0 of none.
  public var mean: Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
}

/// Mean cosines of each vector with each group, without looking at pairs (`UnitSums`).
struct GroupCosines {
  private let groups: [Int]
  private let sizes: [Int]
  /// vectors × groups: sums of cosines, the vector itself included.
  private let sums: [[Double]]
  /// A vector's cosine with itself: 1, or 0 for a zero vector.
  private let own: [Double]

  init(_ vectors: [[Float]], groups: [Int]) {
    let unit = UnitSums(vectors, groups: groups, count: (groups.max() ?? -1) + 1)
    self.groups = groups
    sizes = unit.counts
    own = vectors.map { squaredLength($0) > 0 ? 1 : 0 }
    sums = vectors.map { vector in
      let length = squaredLength(vector).squareRoot()
      return unit.sums.map { sum in
        guard length > 0 else { return 0 }
        var product = 0.0
        for i in vector.indices { product += Double(vector[i]) * sum[i] }
        return product / length
      }
    }
  }

  /// How many groups there are.
  var count: Int { sizes.count }

  /// 1 less the mean cosine. Cosines of Floats are good to six digits: what is below that is 0.
  func distance(of point: Int, to group: Int) -> Double? {
    mean(of: point, to: group).map { $0 > 1 - 1e-6 ? 0 : 1 - $0 }
  }

  /// With the others of the group; nil where there are none.
  func mean(of point: Int, to group: Int) -> Double? {
    let isMember = groups[point] == group
    let others = sizes[group] - (isMember ? 1 : 0)
    guard others > 0 else { return nil }
    return (sums[point][group] - (isMember ? own[point] : 0)) / Double(others)
  }
}
