import Tensors

/// What stands behind a pattern, computed again from the hidden states when somebody wants to see it.
extension Encoder {
  /// Q·Kᵀ / √(H / heads), what softmax turns into the pattern; padding is not masked.
  ///
  /// - Returns: one T × T matrix a head.
  /// - Throws: `EncoderError.noSuchLayer`, `.otherModel` for activations of another shape.
  public func attentionScores(layer: Int, of activations: Activations) throws(EncoderError) -> [Matrix] {
    let (layer, state) = try input(ofLayer: layer, activations)
    return layer.scores(state, on: workers)
  }

  /// ‖f(x)‖, the length of what each token would add through each head: f(x) = (x·Wᵛ + bᵛ)·Wᵒ, the head's own
  /// rows of Wᵒ. A weight times this length is the norm-weighted attention of Kobayashi et al. 2020,
  /// "Attention is Not Only a Weight".
  ///
  /// - Returns: heads × T.
  /// - Throws: as `attentionScores`.
  public func valueNorms(layer: Int, of activations: Activations) throws(EncoderError) -> Matrix {
    let (layer, state) = try input(ofLayer: layer, activations)
    return layer.valueNorms(state, on: workers)
  }

  private func input(
    ofLayer index: Int, _ activations: Activations
  ) throws(EncoderError) -> (EncoderLayer, Matrix) {
    guard layers.indices.contains(index) else { throw .noSuchLayer(index, layers: layers.count) }
    guard activations.hiddenStates.count == layers.count + 1,
      activations.hiddenStates[index].columns == configuration.hiddenSize
    else { throw .otherModel }
    return (layers[index], activations.hiddenStates[index])
  }
}

extension EncoderLayer {
  fileprivate func scores(_ x: Matrix, on workers: Workers) -> [Matrix] {
    let projected = queryKeyValue(x, on: workers)  // T × 3H
    let size = x.columns / heads
    let scale = 1 / Float(size).squareRoot()
    return (0..<heads).map { head in
      let columns = head * size..<(head + 1) * size
      let queries = projected.columns(columns)
      let keys = projected.columns(columns.shifted(by: x.columns))
      return productOfRows(queries, keys, scale: scale, on: workers)
    }
  }

  /// ‖W·v‖² = vᵀ·(Wᵀ·W)·v: with the small matrix in the middle made once, a token costs (H / heads)² a head.
  fileprivate func valueNorms(_ x: Matrix, on workers: Workers) -> Matrix {
    let projected = queryKeyValue(x, on: workers)  // T × 3H
    let size = x.columns / heads
    let through = attentionOutput.linearPart(on: workers)  // H × H, row i is what input i adds
    var norms = Matrix(rows: heads, columns: x.rows)
    for head in 0..<heads {
      let columns = head * size..<(head + 1) * size
      let rows = through.rows(columns)
      let gram = productOfRows(rows, rows, scale: 1, on: workers)  // H / heads squared
      let values = projected.columns(columns.shifted(by: 2 * x.columns))
      let mapped = productOfRows(values, gram, scale: 1, on: workers)  // T × H / heads; gram is symmetric
      for token in 0..<x.rows {
        norms[head, token] = max(0, dot(mapped.row(token), values.row(token))).squareRoot()
      }
    }
    return norms
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range<Int> { lowerBound + offset..<upperBound + offset }
}
