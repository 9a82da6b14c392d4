/// One attention head of a model, layer and head counted from 0. People read and write it counted from 1:
/// “5.3” is layer 5, head 3.
public struct HeadIndex: Hashable, Comparable, Sendable {
  public var layer: Int
  public var head: Int

  public init(layer: Int, head: Int) {
    self.layer = layer
    self.head = head
  }

  public static func < (left: HeadIndex, right: HeadIndex) -> Bool {
    (left.layer, left.head) < (right.layer, right.head)
  }
}

extension HeadIndex: CustomStringConvertible {
  public var description: String { "\(layer + 1).\(head + 1)" }

  /// Reads what `description` writes; nil for anything else.
  public init?(_ text: String) {
    let numbers = text.split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 }) else { return nil }
    self.init(layer: numbers[0] - 1, head: numbers[1] - 1)
    // Signs, leading zeros, more points.
    guard description == text else { return nil }
  }
}
