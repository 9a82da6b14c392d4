/// A word's vectors in many contexts, with the sense it has in each.
public struct LabelledVectors: Sendable {
  /// N of H components.
  public private(set) var vectors: [[Float]] = []
  /// N names of senses.
  public private(set) var senses: [String] = []

  public init() {}

  public mutating func append(_ vector: [Float], sense: String) {
    vectors.append(vector)
    senses.append(sense)
  }

  public mutating func append(_ others: LabelledVectors) {
    vectors += others.vectors
    senses += others.senses
  }

  public var count: Int { vectors.count }

  /// Each sense's name once, in the order in which they come.
  public var names: [String] { SenseNumbers(senses).names }

  /// The mean of each sense's vectors as they are, not scaled to length 1, in the order of `names`.
  public var centroids: [[Float]] {
    let senses = SenseNumbers(senses)
    return senses.names.indices.map { sense in
      let own = zip(vectors, senses.numbers).filter { $0.1 == sense }.map(\.0)
      return center(of: own, count: own[0].count)
    }
  }
}

/// Names of senses as numbers, in the order in which they first come.
struct SenseNumbers {
  private(set) var names: [String] = []
  private(set) var numbers: [Int] = []
  private var known: [String: Int] = [:]

  init(_ senses: [String]) {
    for sense in senses { numbers.append(add(sense)) }
  }

  /// The number of a name; a new one gets the next number.
  mutating func add(_ name: String) -> Int {
    if let number = known[name] { return number }
    known[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
