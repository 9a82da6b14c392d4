import Tensors
import Testing
import Tokenization

@testable import Encoders

/// Figures that others published about all-MiniLM-L6-v2, or that were measured with PyTorch.
@Suite struct MiniLMFigureTests {
  /// The example of the sentence-transformers documentation.
  @Test func similarSentencesAreNear() throws {
    let vectors = try ["The weather", "It's so sunny", "He drove"].map {
      mean(try KnownSentence.activations($0))
    }
    #expect(abs(cosine(vectors[0], vectors[1]) - 0.6660) < 5e-4)
    #expect(abs(cosine(vectors[0], vectors[2]) - 0.1046) < 5e-4)
    #expect(abs(cosine(vectors[1], vectors[2]) - 0.1411) < 5e-4)
  }

  @Test func helloWorldHasTheKnownVector() throws {
    let vector = normalized(mean(try KnownSentence.activations("Hello World")))
    let known: [Float] = [-0.0344773, 0.0310232, 0.0067349, 0.0261090, -0.0393621, -0.1603025]
    #expect(distance(Array(vector.prefix(6)), known) < 2e-4)
  }

  /// A mole that digs, a mole of water, a mole on a cheek: one word embedding, vectors that part layer by
  /// layer.
  @Test func molesPartLayerByLayer() throws {
    let mole = 16709
    func vectors(_ beginning: String) throws -> [[Float]] {
      let activations = try KnownSentence.activations(beginning)
      let position = try #require(activations.encoding.ids.firstIndex(of: mole))
      return activations.hiddenStates.map { $0.row(position) }
    }
    let animal = try vectors("The mole dug")
    let unit = try vectors("One mole")
    let spot = try vectors("She had a mole")
    #expect(abs(cosine(animal[0], unit[0]) - 1.00) < 0.005)
    #expect(abs(cosine(animal[6], unit[6]) - 0.81) < 0.005)
    #expect(abs(cosine(animal[0], spot[0]) - 0.97) < 0.005)
    #expect(abs(cosine(animal[6], spot[6]) - 0.88) < 0.005)
  }

  /// Head 1-3 looks at the previous token and head 2-9 at the next one (layers and heads from 1).
  @Test func twoHeadsLookAtNeighbours() throws {
    var previous: [Float] = []
    var next: [Float] = []
    for beginning in ["A transformer", "The old lighthouse", "Scientists in Geneva"] {
      let activations = try KnownSentence.activations(beginning)
      // Between [CLS] and [SEP].
      for query in 2..<activations.encoding.tokens.count - 2 {
        previous.append(activations.layers[0].attention.pattern[2][query, query - 1])
        next.append(activations.layers[1].attention.pattern[8][query, query + 1])
      }
    }
    #expect(previous.reduce(0, +) / Float(previous.count) > 0.9)
    #expect(next.reduce(0, +) / Float(next.count) > 0.5)
  }
}
