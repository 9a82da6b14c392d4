import Checkpoints
import Foundation
import Testing

@testable import Session

struct FileOutputTests {
  @Test func activationsHaveTheNamesAndShapesOfTheContract() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a.safetensors"
    let test = TestSession()
    _ = try test.data(of: ":activations --output \(path) The mole dug.")
    let file = try SafetensorsFile(path: path)
    let layers = (0..<6).map { "attentions.\($0)" }
    let states = (0...6).map { "hidden_states.\($0)" }
    #expect(file.names == (layers + states + ["input_ids", "pooler_output"]).sorted())
    #expect(file.tensor(named: "input_ids")?.shape == [6])
    #expect(file.tensor(named: "input_ids")?.dtype == "I32")
    #expect(file.tensor(named: "attentions.5")?.shape == [12, 6, 6])
    #expect(file.tensor(named: "hidden_states.6")?.shape == [6, 384])
    #expect(try file.vector("pooler_output", count: 384).allSatisfy { abs($0) <= 1 })
    #expect(test.complaint(about: ":activations --output \(path) again").contains("--force"))
    #expect(test.complaint(about: ":activations --output \(path) --force again") == "")
  }

  @Test func vectorsAsFiles() throws {
    let scratch = try Scratch()
    let test = TestSession()
    _ = try test.data(of: ":vectors --output \(scratch.path)/v.npy The mole dug.")
    let npy = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/v.npy")))
    #expect(npy.starts(with: [0x93] + Array("NUMPY".utf8)))
    #expect(String(decoding: npy.prefix(128), as: UTF8.self).contains("'shape': (384,)"))
    #expect(npy.count == 128 + 384 * 4)
    _ = try test.data(of: ":vectors --pooling none --output \(scratch.path)/v.safetensors The mole dug.")
    let file = try SafetensorsFile(path: scratch.path + "/v.safetensors")
    #expect(file.tensor(named: "token_embeddings")?.shape == [6, 384])
    _ = try test.data(of: ":vectors --output \(scratch.path)/v.jsonl The mole dug.")
    #expect(
      try String(contentsOfFile: scratch.path + "/v.jsonl", encoding: .utf8).hasPrefix("{\"embedding\":["))
    #expect(
      test.complaint(about: ":vectors --output \(scratch.path)/v.txt a").contains(
        ".npy, .safetensors, .jsonl"))
    #expect(test.complaint(about: ":vectors --output \(scratch.path)/v.npy a").contains("--force"))
    #expect(test.complaint(about: ":vectors --output /nowhere/v.npy a").contains("No such file"))
  }
}
