import Tensors
import Testing

@testable import Checkpoints

@Suite struct CheckpointErrorWordingTests {
  /// What is wrong, where, what was found and what was expected.
  @Test func sayWhatAndWhere() {
    let path = "/models/tiny/model.safetensors"
    let words: [(CheckpointError, [String])] = [
      (.missingFile(path: path, purpose: "it holds the weights"), [path, "missing", "it holds the weights"]),
      (.headerTooLarge(path: path, claimed: 1 << 40, available: 12), [path, "1099511627776", "12"]),
      (.tensorsOverlap(path: path, first: "a", second: "b"), [path, "a and b overlap"]),
      (.gapBetweenTensors(path: path, before: "a", bytes: 8), [path, "8 bytes before tensor a"]),
      (.truncated(path: path, tensor: "a", needed: 20, available: 16), [path, "a", "20", "16", "Download"]),
      (
        .wrongShape(tensor: "a", path: path, expected: [3, 2], found: [2, 3]),
        [path, "a", "[2, 3]", "[3, 2]"]
      ),
      (.notFinite(tensor: "a", path: path), [path, "a", "NaN"]),
      (.duplicateTensor(path: path, tensor: "a"), [path, "two tensors named a"]),
      (.exists(path: path), [path, "already"]),
    ]
    for (error, parts) in words {
      for part in parts { #expect(error.description.contains(part), "\(error)") }
    }
  }
}
