/// The function after a linear map.
public enum Activation: Int, Sendable {
  // The raw values are the kernels' numbers.
  case identity = 0
  /// x·Φ(x) with the exact normal distribution (erf): "gelu".
  case gelu = 1
  /// The tanh approximation of Google's TF code: "gelu_new", "gelu_pytorch_tanh".
  case geluTanh = 2
  case relu = 3
  /// x·σ(x), "silu" or "swish".
  case silu = 4

  /// Of one vector.
  public func callAsFunction(_ x: [Float]) -> [Float] {
    Array(unsafeUninitializedCapacity: x.count) { result, count in
      if let start = result.baseAddress {
        x.withUnsafeBufferPointer {
          if let x = $0.baseAddress { Kernels.active.apply(rawValue, x, start, $0.count) }
        }
      }
      count = x.count
    }
  }
}

/// y = activation(x·Wᵀ + b) + residual. The weights are packed for the kernels once.
public struct Linear: Sendable {
  public let inputs: Int
  public let outputs: Int
  private let weights: PackedWeights
  private let bias: FloatBuffer
  private let panels: Int

  /// - Parameters:
  ///   - weight: outputs × inputs.
  ///   - bias: one number an output; nil is none.
  public init(
    weight: StoredMatrix, bias: [Float]? = nil, precision: Precision = .f32, on workers: Workers
  ) {
    self.init(stacking: [(weight, bias)], precision: precision, on: workers)
  }

  /// Several maps of the same input in one: the outputs stand side by side, as in Q | K | V.
  public init(
    stacking parts: [(weight: StoredMatrix, bias: [Float]?)], precision: Precision = .f32, on workers: Workers
  ) {
    inputs = parts.first?.weight.columns ?? 0
    outputs = parts.reduce(0) { $0 + $1.weight.rows }
    precondition(
      parts.allSatisfy { $0.weight.columns == parts[0].weight.columns }, "parts of one map share its input")
    precondition(
      parts.allSatisfy { $0.bias.map(\.count) ?? $0.weight.rows == $0.weight.rows },
      "a bias has one number an output")

    let matrices = parts.map(\.weight)
    let width = Kernels.active.panelWidth
    let fitPanels = matrices.dropLast().allSatisfy { $0.rows % width == 0 }
    let areAlike = matrices.allSatisfy { $0.element == matrices[0].element }
    weights = PackedWeights(
      fitPanels && areAlike ? matrices : [StoredMatrix(stacking: matrices)],
      as: inputs > 0 ? precision : .f32, on: workers)
    panels = (outputs + width - 1) / width
    bias = FloatBuffer(zeros: panels * width)
    var first = 0
    for (weight, shift) in parts {
      for (index, value) in (shift ?? []).enumerated() { bias.start[first + index] = value }
      first += weight.rows
    }
  }

  /// y = x · matrix: what is packed are slices of its rows as they lie.
  public init(multiplyingBy matrix: Matrix, on workers: Workers) {
    inputs = matrix.rows
    outputs = matrix.columns
    let width = Kernels.active.panelWidth
    panels = (outputs + width - 1) / width
    bias = FloatBuffer(zeros: panels * width)
    let packed = FloatBuffer(count: panels * width * inputs)
    workers.run(panels) { panel in
      let count = min(width, matrix.columns - panel * width)
      for row in 0..<matrix.rows {
        let slice = packed.start + (panel * matrix.rows + row) * width
        slice.update(from: matrix.start + (row * matrix.stride + panel * width), count: count)
        (slice + count).update(repeating: 0, count: width - count)
      }
    }
    weights = .numbers(packed, .float32)
  }

  /// - Parameters:
  ///   - x: rows × inputs.
  ///   - residual: rows × outputs, added after the activation.
  /// - Returns: rows × outputs.
  public func callAsFunction(
    _ x: Matrix, activation: Activation = .identity, residual: Matrix? = nil, on workers: Workers
  ) -> Matrix {
    precondition(x.columns == inputs, "the input is \(x.columns) wide, not \(inputs)")
    precondition(
      residual.map { $0.rows == x.rows && $0.columns == outputs } ?? true, "the residual has another shape")
    let y = Matrix(uninitializedRows: x.rows, columns: outputs)
    let kernels = Kernels.active
    let (bias, added, addedStride) = (Floats(bias.start), residual?.start, residual?.stride ?? 0)
    switch weights {
    case .numbers(let packed, let element):
      forEachChunk(on: workers) { first, end in
        kernels.multiply(
          x.rows, inputs, x.start, x.stride, packed.bytes, element.rawValue, bias, y.freshStart, y.stride,
          added,
          addedStride, activation.rawValue, first, end)
      }
    case .bytes(let packed, let units):
      let rows = QuantizedRows(x, on: workers)
      forEachChunk(on: workers) { first, end in
        kernels.multiplyBytes(
          x.rows, rows.groups, rows.bytes.asBytes, rows.scales.start, rows.lows.start, packed.asBytes,
          units.start, bias, y.freshStart, y.stride, added, addedStride, activation.rawValue, first, end)
      }
    }
    return y
  }

  /// Some panels for each thread, and a few pieces more than threads: one may be held up.
  private func forEachChunk(on workers: Workers, _ body: (_ firstPanel: Int, _ endPanel: Int) -> Void) {
    let chunks = workers.threads == 1 ? 1 : min(panels, workers.threads * 4)
    workers.run(chunks) { chunk in body(panels * chunk / chunks, panels * (chunk + 1) / chunks) }
  }
}

extension Linear {
  /// What each input adds to the outputs: row i is the image of the i-th unit vector, without the bias.
  ///
  /// - Returns: inputs × outputs.
  public func linearPart(on workers: Workers) -> Matrix {
    var units = Matrix(rows: inputs, columns: inputs)
    var biasTakenOff = Matrix(rows: inputs, columns: outputs)
    let negated = (0..<outputs).map { -bias.start[$0] }
    for index in 0..<inputs {
      units[index, index] = 1
      biasTakenOff.setRow(index, negated)
    }
    return self(units, residual: biasTakenOff, on: workers)
  }
}
