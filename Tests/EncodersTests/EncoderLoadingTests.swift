import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

/// A checkpoint with one thing wrong is refused by that thing's name.
@Suite struct EncoderLoadingTests {
  typealias Tensors = [(name: String, shape: [Int], values: [Float])]

  private let configuration: ModelConfiguration
  private let tensors: Tensors

  init() throws {
    let model = try TinyModel("tiny-bert")
    configuration = model.directory.configuration
    tensors = try model.tensors()
  }

  private func encoder(_ tensors: Tensors) throws -> Encoder {
    try Encoder(configuration: configuration, tensors: MemoryTensors(tensors), workers: workers)
  }

  @Test func theSameTensorsInMemoryAreTheSameModel() throws {
    let encoding = Encoding(ids: [2, 9, 14, 3])
    let expected = try TinyModel("tiny-bert").encoder.encode(encoding)
    #expect(distance(try encoder(tensors).encode(encoding), expected) == 0)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func everyTensorWithANumberThatIsNoneIsRefusedByName(number: Float) {
    for index in tensors.indices {
      var damaged = tensors
      damaged[index].values[damaged[index].values.count - 1] = number
      #expect(throws: CheckpointError.notFinite(tensor: tensors[index].name, path: "memory")) {
        try encoder(damaged)
      }
    }
  }

  @Test func everyTensorThatIsMissingIsNamed() throws {
    for (index, tensor) in tensors.enumerated() where tensor.name != "pooler.dense.weight" {
      var fewer = tensors
      fewer.remove(at: index)
      #expect(throws: CheckpointError.missingTensor(name: tensor.name, path: "memory")) { try encoder(fewer) }
    }
  }

  @Test func everyTensorOfAnotherShapeIsRefusedByName() {
    for (index, tensor) in tensors.enumerated() {
      var reshaped = tensors
      reshaped[index].shape[0] += 1
      reshaped[index].values += [Float](repeating: 0, count: tensor.values.count / tensor.shape[0])
      let error = CheckpointError.wrongShape(
        tensor: tensor.name, path: "memory", expected: tensor.shape, found: reshaped[index].shape)
      #expect(throws: error) { try encoder(reshaped) }
    }
  }

  @Test func theSharedLayerOfALBERTIsReadAndPackedOnce() throws {
    let model = try TinyModel("tiny-albert")
    let tensors = CountedTensors(try model.directory.tensors())
    let encoder = try Encoder(
      configuration: model.directory.configuration, tensors: tensors, workers: workers)
    #expect(encoder.layers.count == 2)
    let layer = tensors.asked.filter { $0.key.hasSuffix("ffn.weight") || $0.key.hasSuffix("query.weight") }
    #expect(layer.count == 2 && layer.values.allSatisfy { $0 == 1 })
  }

  @Test func aModelWithoutAPoolerPoolsNothing() throws {
    let without = tensors.filter { !$0.name.hasPrefix("pooler.") }
    #expect(try encoder(without).encode(Encoding(ids: [2, 3])).pooled == nil)
  }

  @Test func tensorsOfTaskHeadsAreNoHindrance() throws {
    let more = tensors + [("classifier.weight", [2, 24], [Float](repeating: 1, count: 48))]
    #expect(try encoder(more).encode(Encoding(ids: [2, 3])).pooled != nil)
  }
}

/// Tensors that know how often each was asked for.
private final class CountedTensors: TensorSource, @unchecked Sendable {
  private let source: any TensorSource
  private(set) var asked: [String: Int] = [:]

  init(_ source: any TensorSource) { self.source = source }

  var path: String { source.path }
  var names: [String] { source.names }

  func tensor(named name: String) -> StoredTensor? {
    asked[name, default: 0] += 1
    return source.tensor(named: name)
  }
}
