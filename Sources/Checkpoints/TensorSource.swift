import Tensors

/// Tensors by name. The extension checks their shapes, so that a wrong file is told apart before memory is
/// taken.
public protocol TensorSource: Sendable {
  /// For errors: the file's path.
  var path: String { get }
  var names: [String] { get }
  func tensor(named name: String) -> StoredTensor?
}

extension TensorSource {
  public func contains(_ name: String) -> Bool { tensor(named: name) != nil }

  /// A matrix of exactly this shape, as it is stored.
  public func matrix(_ name: String, rows: Int, columns: Int) throws(CheckpointError) -> StoredMatrix {
    let (tensor, element) = try checked(name, shape: [rows, columns])
    guard let matrix = StoredMatrix(bytes: tensor.bytes, rows: rows, columns: columns, element: element)
    else {
      throw .tensorSizeMismatch(
        path: path, tensor: name, shape: tensor.shape, dtype: tensor.dtype, bytes: tensor.bytes.count)
    }
    return matrix
  }

  /// A vector of exactly this length, widened to Float.
  /// - Throws: `.notFinite` too.
  public func vector(_ name: String, count: Int) throws(CheckpointError) -> [Float] {
    let (tensor, element) = try checked(name, shape: [count])
    guard let row = StoredMatrix(bytes: tensor.bytes, rows: 1, columns: count, element: element) else {
      throw .tensorSizeMismatch(
        path: path, tensor: name, shape: tensor.shape, dtype: tensor.dtype, bytes: tensor.bytes.count)
    }
    guard row.isFinite else { throw .notFinite(tensor: name, path: path) }
    return row.row(0)
  }

  /// A matrix whose numbers have all been looked at: none is NaN or infinite.
  public func finiteMatrix(_ name: String, rows: Int, columns: Int) throws(CheckpointError) -> StoredMatrix {
    let matrix = try matrix(name, rows: rows, columns: columns)
    guard matrix.isFinite else { throw .notFinite(tensor: name, path: path) }
    return matrix
  }

  private func checked(_ name: String, shape: [Int]) throws(CheckpointError) -> (StoredTensor, ElementType) {
    guard let tensor = tensor(named: name) else { throw .missingTensor(name: name, path: path) }
    guard tensor.shape == shape else {
      throw .wrongShape(tensor: name, path: path, expected: shape, found: tensor.shape)
    }
    guard let element = tensor.element else {
      throw .unsupportedElement(tensor: name, path: path, dtype: tensor.dtype)
    }
    return (tensor, element)
  }
}
