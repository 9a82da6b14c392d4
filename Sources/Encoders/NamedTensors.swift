import Checkpoints
import Tensors

/// A checkpoint's tensors under the architecture's own names: the one place where a checkpoint's spelling is
/// known. It may put a prefix before every name, and may call a layer norm's weight and bias gamma and beta
/// (Google's first checkpoints).
struct NamedTensors {
  private let source: any TensorSource
  private let prefix: String

  init(_ source: any TensorSource, _ architecture: Architecture) {
    self.source = source
    prefix =
      architecture.prefixes.first { source.contains($0 + architecture.wordEmbeddings + ".weight") } ?? ""
  }

  /// A table of vectors, left as it is stored: rows are widened when they are used.
  func table(_ name: String, rows: Int, columns: Int) throws(CheckpointError) -> StoredMatrix {
    try source.finiteMatrix(prefix + name + ".weight", rows: rows, columns: columns)
  }

  /// Weight and bias of a linear map.
  func linear(
    _ name: String, inputs: Int, outputs: Int
  ) throws(CheckpointError) -> (weight: StoredMatrix, bias: [Float]?) {
    (
      try source.finiteMatrix(prefix + name + ".weight", rows: outputs, columns: inputs),
      try source.vector(prefix + name + ".bias", count: outputs)
    )
  }

  /// Gain and bias of a layer norm.
  func norm(_ name: String, count: Int) throws(CheckpointError) -> (gain: [Float], bias: [Float]) {
    let old = source.contains(prefix + name + ".gamma")
    return (
      try source.vector(prefix + name + (old ? ".gamma" : ".weight"), count: count),
      try source.vector(prefix + name + (old ? ".beta" : ".bias"), count: count)
    )
  }

  /// The same names with nothing before them: heads stand beside the encoder, not in it.
  var withoutPrefix: NamedTensors { NamedTensors(source: source, prefix: "") }

  private init(source: any TensorSource, prefix: String) {
    self.source = source
    self.prefix = prefix
  }

  /// A vector by its whole name.
  func vector(_ name: String, count: Int) throws(CheckpointError) -> [Float] {
    try source.vector(prefix + name, count: count)
  }

  func hasVector(_ name: String) -> Bool { source.contains(prefix + name) }

  func hasLinear(_ name: String) -> Bool { source.contains(prefix + name + ".weight") }
}
