import Tensors

/// Contexts of a word grouped without labels: the dendrogram's cut with the best silhouette, or one group
/// where no cut is good enough.
public struct SenseGroups: Equatable, Sendable {
  public struct Group: Equatable, Sendable {
    /// Indices of vectors, in order.
    public let members: [Int]
    /// The member with the largest mean cosine to the others.
    public let central: Int
  }

  /// A mean silhouette below this is no sign of groups.
  public static let leastSilhouette = 0.1
  /// Senses are few: more groups than these are not looked for.
  public static let mostGroups = 12

  /// The largest first.
  public let groups: [Group]
  /// A group a vector, an index of `groups`.
  public let labels: [Int]
  /// The mean silhouettes of 2, 3, … groups.
  public let silhouettes: [Double]
  /// That of the cut that was taken; nil for one group.
  public var silhouette: Double? { groups.count > 1 ? silhouettes[groups.count - 2] : nil }

  /// - Throws: `AnalysisError.tooManyPoints`.
  public init(_ vectors: [[Float]], on workers: Workers) throws(AnalysisError) {
    let dendrogram = try Dendrogram(vectors, on: workers)
    let most = min(vectors.count - 1, SenseGroups.mostGroups)
    let cuts = most < 2 ? [] : (2...most).map(dendrogram.groups)
    let silhouettes = cuts.map { Silhouette(vectors, groups: $0).mean }
    self.silhouettes = silhouettes
    if let best = firstOfLargest(silhouettes), silhouettes[best] >= SenseGroups.leastSilhouette {
      (groups, labels) = SenseGroups.described(vectors, cuts[best])
    } else {
      (groups, labels) = SenseGroups.described(vectors, vectors.map { _ in 0 })
    }
  }

  /// The groups by size, each with its central member.
  private static func described(_ vectors: [[Float]], _ cut: [Int]) -> (groups: [Group], labels: [Int]) {
    let cosines = GroupCosines(vectors, groups: cut)
    let groups = (0..<cosines.count).map { number in
      let members = cut.indices.filter { cut[$0] == number }
      let nearness = members.map { cosines.mean(of: $0, to: number) ?? 1 }
      return Group(members: members, central: members[firstOfLargest(nearness) ?? 0])
    }.sorted { ($1.members.count, $0.members[0]) < ($0.members.count, $1.members[0]) }
    var labels = cut
    for (number, group) in groups.enumerated() {
      for member in group.members { labels[member] = number }
    }
    return (groups, labels)
  }
}

/// The index of the largest number, the first of equal ones.
private func firstOfLargest(_ values: [Double]) -> Int? {
  values.indices.max { (values[$0], $1) < (values[$1], $0) }
}
