import Tensors

/// Tensors that somebody made: for tests, and for models that are computed.
public struct MemoryTensors: TensorSource {
  public let path = "memory"
  private let tensors: [String: StoredTensor]

  /// - Parameter tensors: a name, a shape, and row-major numbers each.
  public init(_ tensors: [(name: String, shape: [Int], values: [Float])]) {
    self.tensors = Dictionary(
      tensors.map { tensor in
        let bytes = StoredBytes(tensor.values.withUnsafeBytes(Array.init))
        return (tensor.name, StoredTensor(shape: tensor.shape, dtype: "F32", bytes: bytes))
      }, uniquingKeysWith: { first, _ in first })
  }

  public var names: [String] { tensors.keys.sorted() }
  public func tensor(named name: String) -> StoredTensor? { tensors[name] }
}
