import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

/// Each stage by itself against the naive encoder, fed with the same input: an error cannot hide behind an
/// earlier one.
@Suite struct EncoderLayerTests {
  private let model: TinyModel
  private let naive: NaiveEncoder

  init() throws {
    model = try TinyModel("tiny-bert")
    naive = try NaiveEncoder(model.directory)
  }

  @Test(arguments: ["one", "sentence", "pair", "padded", "longest"])
  func everyStageIsThePapers(name: String) throws {
    let encoding = try model.reference.encoding(name)
    let activations = try model.encoder.encode(encoding)
    let states = activations.hiddenStates.map { state in
      (0..<state.rows).map { state.row($0).map(Double.init) }
    }

    #expect(distance(activations.hiddenStates[0], matrix(try naive.embeddings(encoding))) < 2e-6)
    for index in 0..<2 {
      let (patterns, output) = try naive.layer(index, states[index], mask: encoding.mask)
      for (pattern, expected) in zip(activations.layers[index].attention.pattern, patterns) {
        #expect(distance(pattern, matrix(expected)) < 2e-6, "layer \(index)")
      }
      #expect(distance(activations.hiddenStates[index + 1], matrix(output)) < 1e-5, "layer \(index)")
    }
    let pooled = try naive.pooled(states[2]).map { Float($0) }
    #expect(distance(try #require(activations.pooled), pooled) < 2e-6)
  }

  private func matrix(_ vectors: [[Double]]) -> Matrix {
    Matrix(rows: vectors.count, columns: vectors[0].count, vectors.flatMap { $0.map { Float($0) } })
  }
}
