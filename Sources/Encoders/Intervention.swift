/// A change made inside a run, to see what depends on it.
public enum Intervention: Hashable, Sendable {
  /// Switches a head off: its pattern is all zeros, and so is what it adds (the head mask of Michel et al.
  /// 2019, "Are Sixteen Heads Really Better than One?"). The bias after the heads stays.
  case ablate(HeadIndex)
}

extension [Intervention] {
  /// The heads of one layer that are switched off.
  func silentHeads(ofLayer layer: Int) -> Set<Int> {
    var heads: Set<Int> = []
    for case .ablate(let index) in self where index.layer == layer { heads.insert(index.head) }
    return heads
  }
}
