import Tensors
import Testing

@testable import Checkpoints

@Suite struct TensorSourceTests {
  private let source = MemoryTensors([
    ("weight", [2, 3], [1, 2, 3, 4, 5, 6]), ("bias", [3], [7, 8, 9]), ("broken", [2], [1, .nan]),
    ("endless", [1, 2], [.infinity, 0]),
  ])

  @Test func givesWhatHasTheShape() throws {
    #expect(try source.matrix("weight", rows: 2, columns: 3).row(1) == [4, 5, 6])
    #expect(try source.finiteMatrix("weight", rows: 2, columns: 3).row(0) == [1, 2, 3])
    #expect(try source.vector("bias", count: 3) == [7, 8, 9])
    #expect(source.names.sorted() == ["bias", "broken", "endless", "weight"])
  }

  @Test func anotherShapeIsRefused() {
    #expect(
      throws: CheckpointError.wrongShape(tensor: "weight", path: "memory", expected: [3, 2], found: [2, 3])
    ) {
      try source.matrix("weight", rows: 3, columns: 2)
    }
    #expect(
      throws: CheckpointError.wrongShape(tensor: "weight", path: "memory", expected: [6], found: [2, 3])
    ) {
      try source.vector("weight", count: 6)
    }
    #expect(throws: CheckpointError.wrongShape(tensor: "bias", path: "memory", expected: [1, 3], found: [3]))
    {
      try source.matrix("bias", rows: 1, columns: 3)
    }
  }

  @Test func aMissingTensorIsNamed() {
    #expect(throws: CheckpointError.missingTensor(name: "pooler", path: "memory")) {
      try source.vector("pooler", count: 3)
    }
  }

  @Test func numbersThatAreNoneAreRefused() {
    #expect(throws: CheckpointError.notFinite(tensor: "broken", path: "memory")) {
      try source.vector("broken", count: 2)
    }
    #expect(throws: CheckpointError.notFinite(tensor: "endless", path: "memory")) {
      try source.finiteMatrix("endless", rows: 1, columns: 2)
    }
  }

  @Test func integersAreNoWeights() throws {
    let scratch = try Scratch()
    let header = #"{"ids":{"dtype":"I64","shape":[1,2],"data_offsets":[0,16]}}"#
    let path = try scratch.write("x.safetensors", safetensors(header, data: 16))
    #expect(throws: CheckpointError.unsupportedElement(tensor: "ids", path: path, dtype: "I64")) {
      try SafetensorsFile(path: path).matrix("ids", rows: 1, columns: 2)
    }
  }
}
