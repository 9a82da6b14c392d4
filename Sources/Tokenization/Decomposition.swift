extension MappedText {
  /// Normalization Form D: every scalar by its full canonical decomposition, then each run of combining marks
  /// in the order of their classes (The Unicode Standard, section 3.11).
  ///
  /// Marks that change places leave their origins behind: the reference deals origins out in order.
  func decomposed() -> MappedText {
    var parts: [DecomposedPart] = []
    parts.reserveCapacity(count)
    for element in elements { element.scalar.decompose(into: &parts) }
    sortMarks(&parts)
    var source = -1
    return MappedText(
      elements: parts.map { part in
        if part.isFirst { source += 1 }
        return Element(scalar: part.scalar, origin: elements[max(source, 0)].origin)
      })
  }
}

private struct DecomposedPart {
  let scalar: Unicode.Scalar
  /// Whether it is the first of what one scalar became.
  let isFirst: Bool
}

/// Orders each run of marks by class; those of one class stay as they are.
private func sortMarks(_ parts: inout [DecomposedPart]) {
  var start = 0
  while start < parts.count {
    var end = start
    while end < parts.count, parts[end].scalar.combiningClass != 0 { end += 1 }
    if end - start > 1 {
      let run = parts[start..<end].enumerated().map {
        (order: ($1.scalar.combiningClass, $0), part: $1)
      }
      parts.replaceSubrange(start..<end, with: run.sorted { $0.order < $1.order }.map(\.part))
    }
    start = end + 1
  }
}

extension Unicode.Scalar {
  fileprivate func decompose(into parts: inout [DecomposedPart]) {
    if (0xAC00...0xD7A3).contains(value) {
      for (index, letter) in jamo.enumerated() {
        parts.append(DecomposedPart(scalar: letter, isFirst: index == 0))
      }
    } else if let (first, second) = decomposition {
      // Only the first half of a pair ever decomposes further.
      first.decompose(into: &parts)
      if let second { parts.append(DecomposedPart(scalar: second, isFirst: false)) }
    } else {
      parts.append(DecomposedPart(scalar: self, isFirst: true))
    }
  }

  /// A Hangul syllable's letters (The Unicode Standard, section 3.12).
  private var jamo: [Unicode.Scalar] {
    let index = value - 0xAC00
    let tail = index % 28
    let letters = [0x1100 + index / 588, 0x1161 + index % 588 / 28] + (tail == 0 ? [] : [0x11A7 + tail])
    return letters.compactMap { Unicode.Scalar($0) }
  }

  /// One step of canonical decomposition; no second where it becomes one other scalar.
  private var decomposition: (first: Unicode.Scalar, second: Unicode.Scalar?)? {
    guard value >= 0xC0 else { return nil }
    let steps = UnicodeTables.decompositions
    var (low, high) = (0, steps.count / 3)
    while low < high {
      let middle = (low + high) / 2
      if steps[3 * middle] < value { low = middle + 1 } else { high = middle }
    }
    guard 3 * low < steps.count, steps[3 * low] == value, let first = Unicode.Scalar(steps[3 * low + 1])
    else { return nil }
    return (first, steps[3 * low + 2] == 0 ? nil : Unicode.Scalar(steps[3 * low + 2]))
  }

  /// Canonical_Combining_Class as of Unicode 9, which is what the reference sorts by; 0 for all but marks.
  fileprivate var combiningClass: UInt8 {
    guard value >= 0x300 else { return 0 }
    let combiningClass = properties.canonicalCombiningClass.rawValue
    return combiningClass != 0 && isAssigned(by: 9) ? combiningClass : 0
  }
}
