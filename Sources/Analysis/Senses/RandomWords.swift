import Encoders
import Tensors
import Tokenization

/// A random sample of the tokens of many sentences, at every hidden state: its mean cosine between sentences
/// is the baseline for every other cosine (Ethayarajh 2019, section 3.3), and its mean is what `--center`
/// subtracts.
///
/// The sample is drawn as the sentences pass (reservoir sampling, Vitter 1985, algorithm R), always the same
/// one for the same sentences; its size bounds the memory.
public struct RandomWords: Sendable {
  public let capacity: Int
  private var sampled: [(vectors: [[Float]], sentence: Int)] = []
  private var tokens = 0
  private var sentences = 0
  private var random = SplitMix64(state: 0)

  public init(capacity: Int = 1000) { self.capacity = capacity }

  /// The tokens of the text (not of the framing) join the draw.
  public mutating func add(_ activations: Activations) {
    let encoding = activations.encoding
    for (position, token) in encoding.tokens.enumerated() where token.origin == .text {
      tokens += 1
      let place = sampled.count < capacity ? sampled.count : random.next(below: tokens)
      guard place < capacity else { continue }
      let drawn = (activations.hiddenStates.map { $0.row(position) }, sentences)
      if place == sampled.count { sampled.append(drawn) } else { sampled[place] = drawn }
    }
    sentences += 1
  }

  /// The mean cosine of words of different sentences; nil where there are none.
  /// - Throws: `AnalysisError.noSuchLayer`, `.tooFewLayers`.
  public func baseline(_ layer: LayerChoice) throws(AnalysisError) -> Double? {
    PairwiseCosines(try vectors(layer), groups: sampled.map(\.sentence)).between
  }

  /// The sampled tokens' vectors.
  /// - Throws: `AnalysisError.noSuchLayer`, `.tooFewLayers`.
  public func vectors(_ layer: LayerChoice) throws(AnalysisError) -> [[Float]] {
    var vectors: [[Float]] = []
    for word in sampled { vectors.append(try layer.vector(of: word.vectors)) }
    return vectors
  }
}

/// A generator of good random bits from a counter (Steele, Lea & Flood 2014), so that a sample can be drawn
/// again.
struct SplitMix64: Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to `bound` − 1; the high word of a product, whose bias is below bound / 2⁶⁴.
  mutating func next(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
