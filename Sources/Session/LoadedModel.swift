import Checkpoints
import Encoders
import Tensors
import Tokenization

/// A model in use. Its parts are opened when they are first needed: a token table needs no weights.
public final class LoadedModel {
  public let name: String
  public let directory: ModelDirectory
  private var openedTokenizer: Tokenizer?
  private var loadedEncoder: (encoder: Encoder, computation: Computation)?
  private var loadedHead: MaskedWordHead?
  /// The last sentence's activations: `:attention` after `:vectors` computes nothing again.
  private var last: (activations: Activations, interventions: [Intervention], computation: Computation)?

  init(name: String, directory: ModelDirectory) {
    self.name = name
    self.directory = directory
  }

  public func tokenizer() throws -> Tokenizer {
    if let openedTokenizer { return openedTokenizer }
    let tokenizer = try Tokenizer(directory: directory.path)
    openedTokenizer = tokenizer
    return tokenizer
  }

  func encoder(_ computation: Computation) throws -> Encoder {
    if let loadedEncoder, loadedEncoder.computation == computation { return loadedEncoder.encoder }
    loadedEncoder = nil
    let encoder = try Encoder(
      directory, precision: computation.precision, workers: Workers(threads: computation.threads))
    loadedEncoder = (encoder, computation)
    return encoder
  }

  /// Nil where the checkpoint has no masked-word head.
  func maskedWordHead(_ computation: Computation) throws -> MaskedWordHead? {
    if let loadedHead { return loadedHead }
    loadedHead = try encoder(computation).maskedWordHead()
    return loadedHead
  }

  /// Activations of one encoding, kept until another is asked for.
  func activations(
    of encoding: Encoding, interventions: [Intervention], _ computation: Computation,
    beforeLayer: (Int) throws -> Void
  ) throws -> Activations {
    if let last, last.activations.encoding == encoding, last.interventions == interventions,
      last.computation == computation
    {
      return last.activations
    }
    let result = try encoder(computation)
      .encode([encoding], interventions: interventions, beforeLayer: beforeLayer)[0]
    last = (result, interventions, computation)
    return result
  }
}
