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

  /// A mean silhouette below this is no sign of groups. Contexts of one word in one sense reach 0.17 in
  /// MiniLM's last layer, those of two senses mostly 0.2 to 0.35 (a dozen contexts each, centred; five contexts
  /// of one sense may reach 0.4).
  public static let leastSilhouette = 0.2
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

  /// - Parameter centers: whether the vectors' mean is subtracted first. BERT's vectors lie in a narrow cone,
  ///   where one odd context (a plural, a first word) is further from the others than senses are from each
  ///   other: the best cut is then that context and all the rest.
  /// - Throws: `AnalysisError.tooManyPoints`.
  public init(_ vectors: [[Float]], centers: Bool = true, on workers: Workers) throws(AnalysisError) {
    let vectors =
      centers ? centered(vectors, on: center(of: vectors, count: vectors.first?.count ?? 0)) : vectors
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
