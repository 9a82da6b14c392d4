import Checkpoints
import Encoders
import Tensors
import Tokenization

/// A model in use. Its parts are opened when they are first needed: a token table needs no weights.
public final class LoadedModel {
  public let name: String
  public let directory: ModelDirectory
  private var openedTokenizer: Tokenizer?
  private var loadedEncoder: (encoder: Encoder, threads: Int)?
  private var loadedHead: MaskedWordHead?
  /// The last sentence's activations: `:attention` after `:vectors` computes nothing again.
  private var last: (activations: Activations, interventions: [Intervention])?

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

  public func encoder(threads: Int) throws -> Encoder {
    if let loadedEncoder, loadedEncoder.threads == threads { return loadedEncoder.encoder }
    let encoder = try Encoder(directory, workers: Workers(threads: threads))
    loadedEncoder = (encoder, threads)
    return encoder
  }

  /// Nil where the checkpoint has no masked-word head.
  func maskedWordHead(threads: Int) throws -> MaskedWordHead? {
    if let loadedHead { return loadedHead }
    loadedHead = try encoder(threads: threads).maskedWordHead()
    return loadedHead
  }

  /// Activations of one encoding, kept until another is asked for.
  func activations(
    of encoding: Encoding, interventions: [Intervention], threads: Int, beforeLayer: (Int) throws -> Void
  ) throws -> Activations {
    if let last, last.activations.encoding == encoding, last.interventions == interventions {
      return last.activations
    }
    let result = try encoder(threads: threads)
      .encode([encoding], interventions: interventions, beforeLayer: beforeLayer)[0]
    last = (result, interventions)
    return result
  }
}
