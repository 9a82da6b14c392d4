/// How sentence-transformers makes one vector of a sentence with this model (modules.json,
/// 1_Pooling/config.json).
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
    // A step that is left out would change every vector without a word.
    if let other = modules.first(where: { !["Transformer", "Pooling", "Normalize"].contains($0.kind) }) {
      throw .badValue(
        path: path, key: "type", value: "\"\(other.type)\"", expected: "Transformer, Pooling or Normalize")
    }
    normalizes = modules.contains { $0.kind == "Normalize" }
    guard let module = modules.first(where: { $0.kind == "Pooling" }) else {
      pooling = nil
      return
    }
    // The path comes from a file: it stays inside the model's directory.
    let folder = module.path.split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(separator: "/")
    pooling = try Self.pooling(path: directory + "/" + folder + "/config.json")
  }

  /// One flag a way of pooling; sentence-transformers 5 writes "pooling_mode" instead.
  private static func pooling(path: String) throws(CheckpointError) -> String {
    let modes = try readJSON(Modes.self, path: path, limit: 1 << 20, purpose: "modules.json names it")
    let flags = [
      (modes.isMean, "mean"), (modes.isCLS, "cls"), (modes.isMax, "max"), (modes.isOther, "another way"),
    ]
    let chosen = modes.name.map { [$0] } ?? flags.filter(\.0).map(\.1)
    guard chosen.count <= 1, ["mean", "cls", "max"].contains(chosen.first ?? "mean") else {
      throw .badValue(
        path: path, key: "pooling_mode", value: chosen.joined(separator: " and "),
        expected: "one of mean, cls, max")
    }
    return chosen.first ?? "mean"
  }

  private struct Module: Decodable {
    let type: String
    let path: String

    /// The last part of a Python class's name: "sentence_transformers.models.Pooling".
    var kind: String { type.split(separator: ".").last.map(String.init) ?? "" }
  }

  private struct Modes: Decodable {
    let name: String?
    let isMean: Bool, isCLS: Bool, isMax: Bool, isOther: Bool

    enum CodingKeys: String, CodingKey {
      case name = "pooling_mode"
      case mean = "pooling_mode_mean_tokens"
      case cls = "pooling_mode_cls_token"
      case max = "pooling_mode_max_tokens"
      case squareRoot = "pooling_mode_mean_sqrt_len_tokens"
      case weighted = "pooling_mode_weightedmean_tokens"
      case last = "pooling_mode_lasttoken"
    }

    init(from decoder: any Decoder) throws {
      let modes = try decoder.container(keyedBy: CodingKeys.self)
      func flag(_ key: CodingKeys) throws -> Bool {
        try modes.decodeIfPresent(Bool.self, forKey: key) ?? false
      }
      name = try modes.decodeIfPresent(String.self, forKey: .name)
      isMean = try flag(.mean)
      isCLS = try flag(.cls)
      isMax = try flag(.max)
      isOther = try flag(.squareRoot) || flag(.weighted) || flag(.last)
    }
  }
}
