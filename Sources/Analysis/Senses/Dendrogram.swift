import Tensors

/// Vectors merged two groups at a time, the nearest first, by average linkage over cosine distance: the
/// distance of two groups is the mean of 1 − cos over their pairs (UPGMA, Sokal & Michener 1958).
///
/// The nearest-neighbour chain (Murtagh 1983) finds the merges in O(n²) time and memory: it walks from a group
/// to its nearest until two are each other's nearest. Those may be merged at once, because average linkage
/// never brings a merged group nearer to others than its parts were.
public struct Dendrogram: Equatable, Sendable {
  /// More would take hundreds of MB.
  public static let mostPoints = 5_000

  /// Two groups became one. Groups are named by one of their points.
  struct Merge: Equatable, Sendable {
    let first: Int
    let second: Int
    /// 0 to 2.
    let distance: Float
  }

  public let points: Int
  /// points − 1, the nearest first.
  let merges: [Merge]

  /// - Throws: `AnalysisError.tooManyPoints`.
  public init(_ vectors: [[Float]], on workers: Workers) throws(AnalysisError) {
    guard vectors.count <= Dendrogram.mostPoints else {
      throw .tooManyPoints(vectors.count, limit: Dendrogram.mostPoints)
    }
    points = vectors.count
    var distances = GroupDistances(vectors, on: workers)
    var merges: [Merge] = []
    var chain: [Int] = []
    while merges.count < points - 1 {
      guard let tip = chain.last ?? distances.anyGroup else { break }
      if chain.isEmpty { chain.append(tip) }
      let before = chain.count > 1 ? chain[chain.count - 2] : nil
      let (next, distance) = distances.nearest(to: tip, preferring: before)
      if next == before {
        chain.removeLast(2)
        merges.append(Merge(first: next, second: tip, distance: distance))
        distances.merge(tip, into: next)
      } else {
        chain.append(next)
      }
    }
    // The chain finds them out of order. Equal distances keep the order in which they were found.
    self.merges = merges.enumerated()
      .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }.map(\.element)
  }

  /// The points as `count` groups (as many as there are points at most, at least one).
  /// - Returns: a group a point; groups are numbered in the order of their first points.
  public func groups(count: Int) -> [Int] {
    var parent = Array(0..<points)
    func root(of point: Int) -> Int {
      var point = point
      while parent[point] != point {
        parent[point] = parent[parent[point]]
        point = parent[point]
      }
      return point
    }
    for merge in merges.prefix(max(points - max(count, 1), 0)) {
      parent[root(of: merge.second)] = root(of: merge.first)
    }
    var number: [Int: Int] = [:]
    return (0..<points).map { point in
      let root = root(of: point)
      if let known = number[root] { return known }
      let next = number.count
      number[root] = next
      return next
    }
  }
}

/// The mean distances between groups, in place of the points' distances as they merge.
private struct GroupDistances {
  private let count: Int
  /// count × count, symmetric. A group is kept in the row and column of one of its points.
  private var distances: [Float]
  private var sizes: [Float]
  /// The groups that are left.
  private var groups: [Int]

  init(_ vectors: [[Float]], on workers: Workers) {
    count = vectors.count
    let unit = unitRows(vectors[...], width: vectors.first?.count ?? 0)
    distances = count > 0 ? productOfRows(unit, unit, scale: -1, on: workers).values : []
    // Rounding may take a cosine beyond 1; what is no number is as far as can be.
    for index in distances.indices {
      let distance = distances[index] + 1
      distances[index] = distance.isFinite ? max(distance, 0) : 2
    }
    sizes = Array(repeating: 1, count: count)
    groups = Array(0..<count)
  }

  var anyGroup: Int? { groups.first }

  /// The nearest other group; of equally near ones the preferred, which ends the chain, else the first.
  func nearest(to group: Int, preferring preferred: Int?) -> (group: Int, distance: Float) {
    let row = group * count
    var best = preferred.map { (group: $0, distance: distances[row + $0]) } ?? (group, .infinity)
    for other in groups where distances[row + other] < best.distance && other != group {
      best = (other, distances[row + other])
    }
    return best
  }

  /// Lance & Williams 1967: the mean over a merged group is the mean of its parts', weighted by their sizes.
  mutating func merge(_ group: Int, into kept: Int) {
    groups.removeAll { $0 == group }
    let (share, rest) = (
      sizes[kept] / (sizes[kept] + sizes[group]), sizes[group] / (sizes[kept] + sizes[group])
    )
    for other in groups where other != kept {
      let distance = share * distances[kept * count + other] + rest * distances[group * count + other]
      distances[kept * count + other] = distance
      distances[other * count + kept] = distance
    }
    sizes[kept] += sizes[group]
  }
}
