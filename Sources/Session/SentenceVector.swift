import Analysis
import Checkpoints
import Display
import Encoders
import Tensors
import Tokenization

/// How a sentence's vector is made: what the options ask for, else what the model's own files say.
struct SentenceVector {
  let pooling: Pooling
  let layer: LayerChoice
  let normalizes: Bool

  init(model: ModelDirectory, pooling: Pooling? = nil, layer: LayerChoice = .last, normalize: Bool? = nil) {
    self.pooling = pooling ?? model.sentenceSettings.pooling.flatMap(Pooling.init) ?? .mean
    self.layer = layer
    // Token vectors and the pooled output are given as Hugging Face gives them, unless asked otherwise.
    let isSentenceVector = self.pooling != .none && self.pooling != .pooler
    normalizes = normalize ?? (isSentenceVector && model.sentenceSettings.normalizes)
  }

  var description: String {
    "pooling \(pooling.rawValue) · layer \(layer) · "
      + (normalizes ? "normalised to length 1" : "not normalised")
  }

  func vector(of activations: Activations) throws -> [Float] {
    let vector = try pooling.vector(of: activations, layer: layer)
    return normalizes ? normalized(vector) : vector
  }
}

/// One sentence's vector, or its tokens' vectors where there is no pooling.
struct VectorResult {
  let encoding: Encoding
  /// H components; empty without pooling.
  let vector: [Float]
  /// One vector a token, without pooling.
  let tokenVectors: [[Float]]

  init(_ activations: Activations, _ recipe: SentenceVector) throws {
    encoding = activations.encoding
    if recipe.pooling == .none {
      let states = try recipe.layer.hiddenState(of: activations)
      tokenVectors = (0..<states.rows).map { recipe.normalizes ? normalized(states.row($0)) : states.row($0) }
      vector = []
    } else {
      vector = try recipe.vector(of: activations)
      tokenVectors = []
    }
  }
}

extension Session {
  /// The encoding, cut to what the model has positions for: the person is told.
  func fit(
    _ sentence: Sentence, _ tokenizer: Tokenizer, _ model: LoadedModel, literal: Bool = false
  ) throws -> Encoding {
    let limit = model.directory.configuration.maxTokens
    let encoding = try tokenizer.encode(sentence, maxLength: limit, literal: literal)
    let removed = encoding.removed.text + encoding.removed.pair
    if removed > 0 {
      warn(
        "truncated to \(limit) tokens, the most \(model.name) has positions for; \(removed) tokens are left out"
      )
    }
    return encoding
  }

  /// Many sentences' vectors, encoded together in ragged batches.
  func vectors(of sentences: [Sentence], by recipe: SentenceVector, with model: LoadedModel) throws
    -> [[Float]]
  {
    let tokenizer = try model.tokenizer()
    let encoder = try encoder(of: model)
    let encodings = try sentences.map { try fit($0, tokenizer, model) }
    return try encodeAll(encodings, with: encoder, recipe.vector).map { try $0.get() }
  }
}
