import Tensors

/// A tensor as it is stored.
public struct StoredTensor: Sendable {
  public let shape: [Int]
  /// The name the file gives it: F32, F16, BF16, I64, …
  public let dtype: String
  public let bytes: StoredBytes

  /// Nil for numbers that no weight has.
  var element: ElementType? {
    switch dtype {
    case "F32": .float32
    case "F16": .float16
    case "BF16": .bfloat16
    default: nil
    }
  }
}
