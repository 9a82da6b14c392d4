import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A model as a directory: config.json, a vocabulary, model.safetensors. Opening it reads the configuration
/// alone.
public struct ModelDirectory: Sendable {
  public let name: String
  public let path: String
  public let configuration: ModelConfiguration
  public let sentenceSettings: SentenceSettings

  /// - Parameter name: what people call it; the directory's own name where none is given.
  public init(path: String, name: String? = nil) throws(CheckpointError) {
    guard isDirectory(path) else { throw .notADirectory(path: path) }
    self.path = path
    self.name = name ?? lastComponent(path)
    configuration = try ModelConfiguration(path: path + "/config.json")
    sentenceSettings = try SentenceSettings(directory: path)
  }

  private var weightsPath: String { path + "/model.safetensors" }

  /// The weights, mapped.
  public func tensors() throws(CheckpointError) -> SafetensorsFile {
    guard fileExists(weightsPath) else {
      let others = [
        "model.safetensors.index.json": "shards", "pytorch_model.bin": "pytorch_model.bin",
        "tf_model.h5": "tf_model.h5",
      ]
      for (file, form) in others.sorted(by: { $0.key < $1.key }) where fileExists(path + "/" + file) {
        throw .unsupportedWeights(path: path, found: form)
      }
      throw .missingFile(path: weightsPath, purpose: "it holds the weights")
    }
    return try SafetensorsFile(path: weightsPath)
  }

  /// Bytes of the weights' file; nil where there is none.
  public var weightBytes: Int? {
    var status = stat()
    return stat(weightsPath, &status) == 0 ? Int(status.st_size) : nil
  }
}

extension FileError {
  var isNotFound: Bool { code == ENOENT || code == ENOTDIR }
}

func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

func isDirectory(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// The last part of a path that is not empty.
func lastComponent(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
