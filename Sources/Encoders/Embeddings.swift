import Checkpoints
import Tensors
import Tokenization

/// h₀ = LayerNorm(word[id] + position[p] + segment[s]), and h₀·Wᵀ + b where the tables are narrower than the
/// layers (ALBERT). The tables stay as they are stored; rows are widened
/// when they are used.
struct Embeddings: Sendable {
  private let word: StoredMatrix  // V × E
  private let position: StoredMatrix  // P × E
  private let segment: [[Float]]  // S × E, few rows
  private let norm: (gain: [Float], bias: [Float])
  private let projection: Linear?  // E → H
  private let configuration: ModelConfiguration

  init(
    _ tensors: NamedTensors, _ architecture: Architecture, _ configuration: ModelConfiguration,
    on workers: Workers
  ) throws(CheckpointError) {
    let width = configuration.embeddingSize
    self.configuration = configuration
    word = try tensors.table(architecture.wordEmbeddings, rows: configuration.vocabularySize, columns: width)
    position = try tensors.table(
      architecture.positionEmbeddings, rows: configuration.positions, columns: width)
    if let name = architecture.segmentEmbeddings {
      let table = try tensors.table(name, rows: configuration.segments, columns: width)
      segment = (0..<table.rows).map(table.row)
    } else {
      segment = []
    }
    norm = try tensors.norm(architecture.embeddingNorm, count: width)
    if let name = architecture.embeddingProjection {
      let map = try tensors.linear(name, inputs: width, outputs: configuration.hiddenSize)
      projection = Linear(stacking: [map], on: workers)
    } else {
      projection = nil
    }
  }

  /// The word embeddings alone: the same whatever stands around them. One row an id, H columns.
  func staticVectors(ids: Range<Int>, on workers: Workers) throws(EncoderError) -> Matrix {
    if let id = [ids.first, ids.last].compactMap({ $0 }).first(where: { !(0..<word.rows).contains($0) }) {
      throw .unknownID(id, position: 0, vocabulary: word.rows)
    }
    var rows = Matrix(rows: ids.count, columns: word.columns)
    for (row, id) in ids.enumerated() { rows.setRow(row, word.row(id)) }
    return projection.map { $0(rows, on: workers) } ?? rows
  }

  /// - Returns: stacked rows × H.
  func callAsFunction(_ batch: [Encoding], on workers: Workers) throws(EncoderError) -> Matrix {
    var sum = Matrix(rows: batch.reduce(0) { $0 + $1.tokens.count }, columns: configuration.embeddingSize)
    var row = 0
    for encoding in batch {
      try check(encoding)
      var place = configuration.firstPosition
      for (index, token) in encoding.tokens.enumerated() {
        let isPadding = configuration.firstPosition > 0 && token.id == configuration.paddingID
        guard (0..<word.rows).contains(token.id) else {
          throw .unknownID(token.id, position: index, vocabulary: word.rows)
        }
        var vector = word.row(token.id)
        // RoBERTa: a token counts the tokens before it that are no padding; padding itself has position
        // padding_idx.
        add(position.row(isPadding ? configuration.paddingID : place), to: &vector)
        if !segment.isEmpty { add(segment[try segmentOf(encoding, index)], to: &vector) }
        sum.setRow(row, vector)
        place += isPadding ? 0 : 1
        row += 1
      }
    }
    let embedded = layerNorm(
      sum, gain: norm.gain, bias: norm.bias, epsilon: configuration.layerNormEpsilon, on: workers)
    return projection.map { $0(embedded, on: workers) } ?? embedded
  }

  private func check(_ encoding: Encoding) throws(EncoderError) {
    let count = encoding.tokens.count
    guard count > 0 else { throw .empty }
    guard count <= configuration.maxTokens else {
      throw .tooLong(tokens: count, limit: configuration.maxTokens)
    }
    let ones = encoding.mask.prefix { $0 == 1 }.count
    guard encoding.mask.count == count, ones > 0, encoding.mask.dropFirst(ones).allSatisfy({ $0 == 0 }) else {
      throw .badMask
    }
  }

  private func segmentOf(_ encoding: Encoding, _ index: Int) throws(EncoderError) -> Int {
    let value = index < encoding.segments.count ? encoding.segments[index] : 0
    guard segment.indices.contains(value) else {
      throw .badSegment(value, position: index, segments: segment.count)
    }
    return value
  }
}

private func add(_ vector: [Float], to sum: inout [Float]) {
  for index in sum.indices { sum[index] += vector[index] }
}
