import Encoders
import Tokenization

/// Groups of inputs to encode together: short ones many at a time, long ones few, because each head's
/// attention takes the square of a sentence's length.
struct RaggedBatches {
  static let mostInputs = 32
  /// Σ T² of a batch: 75 MB of attention in a model of 6 layers × 12 heads.
  static let mostWeights = 1 << 18

  /// Index ranges of consecutive inputs, each at least one.
  static func ranges(of lengths: [Int]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var weights = 0
    for (index, length) in lengths.enumerated() {
      let added = length * length
      if index > start, index - start == mostInputs || weights + added > mostWeights {
        ranges.append(start..<index)
        start = index
        weights = 0
      }
      weights += added
    }
    if start < lengths.count { ranges.append(start..<lengths.count) }
    return ranges
  }
}

extension Session {
  /// What `use` makes of each input's activations, which are gone before the next batch: memory stays bounded. An
  /// input that the encoder cannot take fails alone.
  /// - Throws: `Interrupted`.
  func encodeAll<Value>(
    _ encodings: [Encoding], with encoder: Encoder, _ use: (Activations) throws -> Value
  ) throws -> [Result<Value, any Error>] {
    try encodeAll(encodings, with: encoder) { activations, _ in try use(activations) }
  }

  /// The same, for a `use` that is told which of the inputs it is.
  func encodeAll<Value>(
    _ encodings: [Encoding], with encoder: Encoder, _ use: (Activations, Int) throws -> Value
  ) throws -> [Result<Value, any Error>] {
    mentionAblation()
    let interventions = ablated.sorted().map(Intervention.ablate)
    var results: [Result<Value, any Error>] = []
    for range in RaggedBatches.ranges(of: encodings.map(\.tokens.count)) {
      let check: (Int) throws -> Void = { _ in try self.stopIfInterrupted() }
      do {
        results += try encoder.encode(
          Array(encodings[range]), interventions: interventions, beforeLayer: check
        ).enumerated().map { index, activations in
          Result { try use(activations, range.lowerBound + index) }
        }
      } catch is EncoderError {
        for index in range {
          try stopIfInterrupted()
          results.append(
            Result { try use(encoder.encode(encodings[index], interventions: interventions), index) })
        }
      }
    }
    return results
  }
}
