import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

@Suite struct MaskedWordHeadTests {
  @Test(arguments: TinyModel.namesWithHeads)
  func scoresWhatHuggingFaceScores(name: String) throws {
    let model = try TinyModel(name)
    let head = try #require(try model.encoder.maskedWordHead())
    for name in model.reference.cases {
      let activations = try model.encoder.encode(try model.reference.encoding(name))
      let expected = try model.reference.logits(name)
      #expect(distance(head(activations.hiddenStates[2]), expected) < 5e-5, "\(name)")
    }
  }

  @Test(arguments: TinyModel.names)
  func plainEncodersHaveNone(name: String) throws {
    #expect(try TinyModel(name).encoder.maskedWordHead() == nil)
  }
}
