import Tensors

/// Mean cosines over all pairs of different vectors, those of one group and those of two apart.
///
/// No pair is looked at: for vectors uᵢ of length 1, Σ_{i<j} uᵢ·uⱼ = (|Σuᵢ|² − Σ|uᵢ|²) / 2, in the whole and
/// in each group. A zero vector has cosine 0 with everything.
public struct PairwiseCosines: Equatable, Sendable {
  /// Over pairs of one group; nil where no group has two vectors.
  public let within: Double?
  /// Over pairs of two groups; nil where there is one group.
  public let between: Double?

  /// - Parameter groups: one a vector, counted from 0.
  public init(_ vectors: [[Float]], groups: [Int]) {
    let sums = UnitSums(vectors, groups: groups, count: (groups.max() ?? -1) + 1)
    let width = vectors.first?.count ?? 0
    var total = [Double](repeating: 0, count: width)
    var (allSquares, withinSum, withinPairs) = (0.0, 0.0, 0)
    for group in sums.sums.indices {
      let sum = sums.sums[group]
      for i in sum.indices { total[i] += sum[i] }
      allSquares += sums.squares[group]
      withinSum += (squaredLength(sum) - sums.squares[group]) / 2
      withinPairs += pairs(of: sums.counts[group])
    }
    let betweenPairs = pairs(of: vectors.count) - withinPairs
    let betweenSum = (squaredLength(total) - allSquares) / 2 - withinSum
    within = withinPairs > 0 ? withinSum / Double(withinPairs) : nil
    between = betweenPairs > 0 ? betweenSum / Double(betweenPairs) : nil
  }
}

/// For each group of vectors the sum of them, each scaled to length 1: its dot product with a unit vector is
/// the sum of that vector's cosines with the group.
struct UnitSums {
  /// groups × H.
  private(set) var sums: [[Double]]
  /// Σ|u|² of each group: how many of its vectors are not zero.
  private(set) var squares: [Double]
  private(set) var counts: [Int]

  init(_ vectors: [[Float]], groups: [Int], count: Int) {
    sums = Array(repeating: Array(repeating: 0, count: vectors.first?.count ?? 0), count: count)
    squares = Array(repeating: 0, count: count)
    counts = Array(repeating: 0, count: count)
    for (vector, group) in zip(vectors, groups) {
      let length = squaredLength(vector).squareRoot()
      counts[group] += 1
      guard length > 0 else { continue }
      squares[group] += 1
      for i in vector.indices { sums[group][i] += Double(vector[i]) / length }
    }
  }
}

private func pairs(of count: Int) -> Int { count * (count - 1) / 2 }

/// Σx².
func squaredLength(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }
func squaredLength(_ vector: [Float]) -> Double { vector.reduce(0) { $0 + Double($1) * Double($1) } }
