import Tensors
import Testing

@testable import Checkpoints

@Suite struct SafetensorsWriterTests {
  private let scratch: Scratch
  private let tensors: [SafetensorsWriter.Tensor] = [
    .init(name: "input_ids", int32: [101, -1, 102]),
    .init(
      name: "attentions.0", shape: [2, 1, 2],
      float32: [Matrix(rows: 1, columns: 2, [0.25, 0.75]), Matrix(rows: 1, columns: 2, [1, 0])]),
    .init(
      name: "hidden_states.0", shape: [2, 3], float32: [Matrix(rows: 2, columns: 3, [1, 2, 3, 4, 5, 6])]),
  ]

  init() throws { scratch = try Scratch() }

  @Test func whatIsWrittenIsReadBack() throws {
    let path = scratch.path + "/out.safetensors"
    try SafetensorsWriter.write(tensors, metadata: ["text": "\"Café\"/日本"], to: path, replacing: false)
    let file = try SafetensorsFile(path: path)
    #expect(file.metadata == ["text": "\"Café\"/日本"])
    #expect(
      try file.matrix("hidden_states.0", rows: 2, columns: 3).matrix()
        == Matrix(rows: 2, columns: 3, [1, 2, 3, 4, 5, 6]))
    let attention = try #require(file.tensor(named: "attentions.0"))
    #expect(attention.shape == [2, 1, 2])
    #expect(
      StoredMatrix(bytes: attention.bytes, rows: 2, columns: 2, element: .float32)?.matrix().values == [
        0.25, 0.75, 1, 0,
      ])
    let ids = try #require(file.tensor(named: "input_ids"))
    #expect(ids.dtype == "I32" && ids.shape == [3])
    #expect(ids.bytes.array == [101, 0, 0, 0, 255, 255, 255, 255, 102, 0, 0, 0])
    #expect(try scratch.names == ["out.safetensors"])
  }

  @Test func dataBeginsOnAMultipleOfEight() throws {
    for length in 0..<9 {
      let path = scratch.path + "/\(length).safetensors"
      let name = String(repeating: "n", count: length)
      try SafetensorsWriter.write([.init(name: name, int32: [1])], metadata: [:], to: path, replacing: false)
      let bytes = try scratch.bytes("\(length).safetensors")
      #expect((bytes.count - 4) % 8 == 0)
      #expect(try SafetensorsFile(path: path).contains(name))
    }
  }

  @Test func aFileThatIsThereIsLeftAlone() throws {
    let path = try scratch.write("out.safetensors", "mine")
    #expect(throws: CheckpointError.exists(path: path)) {
      try SafetensorsWriter.write(tensors, metadata: [:], to: path, replacing: false)
    }
    #expect(try scratch.bytes("out.safetensors") == Array("mine".utf8))
    try SafetensorsWriter.write(tensors, metadata: [:], to: path, replacing: true)
    #expect(try SafetensorsFile(path: path).names.count == 3)
    #expect(try scratch.names == ["out.safetensors"])
  }

  @Test func aPlaceThatIsNotThereIsNamed() throws {
    let path = scratch.path + "/none/out.safetensors"
    let error = #expect(throws: CheckpointError.self) {
      try SafetensorsWriter.write(tensors, metadata: [:], to: path, replacing: false)
    }
    #expect(error?.description == "cannot write '\(path)': No such file or directory")
  }
}
