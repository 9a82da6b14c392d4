/// How sentence-transformers makes one vector of a sentence with this model (modules.json, 1_Pooling/config.json).
public struct SentenceSettings: Equatable, Sendable {
  /// mean, cls or max; nil where the model's files say nothing.
  public let pooling: String?
  /// Whether the vector is scaled to length 1.
  public let normalizes: Bool

  /// Nothing said: the defaults of a plain encoder.
  static let none = SentenceSettings(pooling: nil, normalizes: false)

  private init(pooling: String?, normalizes: Bool) {
    self.pooling = pooling
    self.normalizes = normalizes
  }

  init(directory: String) throws(CheckpointError) {
    let path = directory + "/modules.json"
    guard fileExists(path) else {
      self = .none
      return
    }
    let modules = try readJSON([Module].self, path: path, limit: 1 << 20, purpose: "")
    normalizes = modules.contains { $0.type.hasSuffix(".Normalize") }
    guard let module = modules.first(where: { $0.type.hasSuffix(".Pooling") }) else {
      pooling = nil
      return
    }
    // The path comes from a file: it stays inside the model's directory.
    let folder = module.path.split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(separator: "/")
    let poolingPath = directory + "/" + folder + "/config.json"
    let modes = try readJSON(Modes.self, path: poolingPath, limit: 1 << 20, purpose: "modules.json names it")
    pooling = modes.isCLS == true ? "cls" : modes.isMax == true ? "max" : "mean"
  }

  private struct Module: Decodable {
    let type: String
    let path: String
  }

  private struct Modes: Decodable {
    let isCLS: Bool?, isMax: Bool?
    enum CodingKeys: String, CodingKey {
      case isCLS = "pooling_mode_cls_token"
      case isMax = "pooling_mode_max_tokens"
    }
  }
}
