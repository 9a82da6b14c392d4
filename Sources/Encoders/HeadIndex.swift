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
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let layer = HeadIndex.number(parts[0]), let head = HeadIndex.number(parts[1])
    else { return nil }
    self.init(layer: layer - 1, head: head - 1)
  }

  private static func number(_ digits: Substring) -> Int? {
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    return Int(digits).flatMap { $0 > 0 ? $0 : nil }
  }
}
