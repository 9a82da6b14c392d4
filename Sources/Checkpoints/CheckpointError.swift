import Tensors

/// What is wrong with a model's files: which file, which tensor or key, what was expected and what is there.
public enum CheckpointError: Error, Equatable, Sendable {
  case unreadable(FileError)
  case fileTooLarge(path: String, bytes: Int, limit: Int)
  case notADirectory(path: String)
  case missingFile(path: String, purpose: String)
  /// Weights in a form that is not read: pytorch_model.bin, a sharded index.
  case unsupportedWeights(path: String, found: String)

  // config.json and its kin
  case badJSON(path: String, reason: String)
  case missingKey(path: String, key: String)
  case badValue(path: String, key: String, value: String, expected: String)
  case unsupportedModelType(path: String, type: String)

  // .safetensors
  case shorterThanHeader(path: String, bytes: Int)
  case headerTooLarge(path: String, claimed: UInt64, available: Int)
  case duplicateTensor(path: String, tensor: String)
  case badTensorEntry(path: String, tensor: String, reason: String)
  case tensorSizeMismatch(path: String, tensor: String, shape: [Int], dtype: String, bytes: Int)
  case tensorsOverlap(path: String, first: String, second: String)
  case gapBetweenTensors(path: String, before: String, bytes: Int)
  case truncated(path: String, tensor: String, needed: Int, available: Int)
  case unusedBytes(path: String, bytes: Int)

  // tensors
  case missingTensor(name: String, path: String)
  case wrongShape(tensor: String, path: String, expected: [Int], found: [Int])
  case unsupportedElement(tensor: String, path: String, dtype: String)
  case notFinite(tensor: String, path: String)

  // writing
  case exists(path: String)
  case unwritable(FileError)
}
