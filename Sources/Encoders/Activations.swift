import Checkpoints
import Tensors
import Tokenization

/// Everything an encoder computed for one input of T tokens.
public struct Activations: Sendable {
  public let encoding: Encoding
  /// L + 1 matrices of T × H: the embedding output, then each layer's output.
  public let hiddenStates: [Matrix]
  /// One a layer, counted from 0.
  public let layers: [LayerActivations]
  /// tanh(W·h[CLS] + b) of the last layer, H numbers; nil where the model has no pooler.
  public let pooled: [Float]?

  public init(encoding: Encoding, hiddenStates: [Matrix], layers: [LayerActivations], pooled: [Float]? = nil)
  {
    self.encoding = encoding
    self.hiddenStates = hiddenStates
    self.layers = layers
    self.pooled = pooled
  }
}

public struct LayerActivations: Sendable {
  public let attention: Attention

  public init(attention: Attention) { self.attention = attention }
}

public struct Attention: Sendable {
  /// One T × T matrix a head: row q says how much token q looks at each token; rows sum to 1.
  /// All zeros for a head that was switched off.
  public let pattern: [Matrix]

  public init(pattern: [Matrix]) { self.pattern = pattern }
}

extension ModelConfiguration {
  /// Bytes of the activations of one input: every head's T × T and every hidden state.
  public func activationBytes(tokens: Int) -> Int {
    let floats = layers * heads * tokens * tokens + (layers + 1) * tokens * hiddenSize
    return floats * MemoryLayout<Float>.size
  }
}
