import Testing

@testable import Checkpoints

@Suite struct SentenceSettingsTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func settings(modules: [String], pooling: String) throws -> SentenceSettings {
    let list = modules.map { type in
      #"{"type": "\#(type)", "path": "\#(type.hasSuffix("Pooling") ? "1_Pooling" : "")"}"#
    }
    try scratch.write("modules.json", "[" + list.joined(separator: ", ") + "]")
    try scratch.write("1_Pooling/config.json", pooling)
    return try SentenceSettings(directory: scratch.path)
  }

  private let usual = [
    "sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling",
    "sentence_transformers.models.Normalize",
  ]

  @Test func nothingIsSaidWithoutTheFiles() throws {
    let settings = try SentenceSettings(directory: scratch.path)
    #expect(settings.pooling == nil && !settings.normalizes)
  }

  @Test func theModelThatTalpaCarriesSaysMeanAndLengthOne() throws {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let settings = try SentenceSettings(directory: root + "/Resources/Models/all-MiniLM-L6-v2")
    #expect(settings.pooling == "mean" && settings.normalizes)
  }

  @Test(arguments: [
    (#"{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}"#, "cls"),
    (#"{"pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": false}"#, "mean"),
    (#"{"pooling_mode_max_tokens": true}"#, "max"), (#"{"pooling_mode": "cls"}"#, "cls"), ("{}", "mean"),
  ])
  func readsTheWayOfPooling(file: String, pooling: String) throws {
    let settings = try settings(modules: Array(usual.prefix(2)), pooling: file)
    #expect(settings.pooling == pooling && !settings.normalizes)
    #expect(try self.settings(modules: usual, pooling: file).normalizes)
  }

  @Test(arguments: [
    #"{"pooling_mode_weightedmean_tokens": true}"#, #"{"pooling_mode_mean_sqrt_len_tokens": true}"#,
    #"{"pooling_mode_lasttoken": true}"#, #"{"pooling_mode": "lasttoken"}"#,
    #"{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true}"#,
  ])
  func aWayThatTalpaDoesNotHaveIsRefused(file: String) throws {
    let path = scratch.path + "/1_Pooling/config.json"
    let error = #expect(throws: CheckpointError.self) { try settings(modules: usual, pooling: file) }
    guard case .badValue(path, "pooling_mode", _, _) = error else {
      Issue.record("\(file): \(String(describing: error))")
      return
    }
  }

  @Test func aStepThatTalpaDoesNotHaveIsRefused() throws {
    let error = #expect(throws: CheckpointError.self) {
      try settings(modules: usual + ["sentence_transformers.models.Dense"], pooling: "{}")
    }
    #expect(error?.description.contains("sentence_transformers.models.Dense") == true)
  }

  @Test func aPathOutOfTheDirectoryStaysInside() throws {
    try scratch.write("model/modules.json", #"[{"type": "a.Pooling", "path": "../1_Pooling"}]"#)
    try scratch.write("1_Pooling/config.json", #"{"pooling_mode_max_tokens": true}"#)
    try scratch.write("model/1_Pooling/config.json", #"{"pooling_mode_cls_token": true}"#)
    #expect(try SentenceSettings(directory: scratch.path + "/model").pooling == "cls")
  }
}
