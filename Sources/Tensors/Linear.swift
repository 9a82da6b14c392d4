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
  private let packed: FloatBuffer
  private let bias: FloatBuffer
  private let panels: Int

  /// - Parameters:
  ///   - weight: outputs × inputs.
  ///   - bias: one number an output; nil is none.
  public init(weight: StoredMatrix, bias: [Float]? = nil, on workers: Workers) {
    self.init(stacking: [(weight, bias)], on: workers)
  }

  /// Several maps of the same input in one: the outputs stand side by side, as in Q | K | V.
  public init(stacking parts: [(weight: StoredMatrix, bias: [Float]?)], on workers: Workers) {
    inputs = parts.first?.weight.columns ?? 0
    outputs = parts.reduce(0) { $0 + $1.weight.rows }
    let kernels = Kernels.active
    let width = kernels.panelWidth
    panels = (outputs + width - 1) / width
    precondition(
      parts.allSatisfy { $0.weight.columns == parts[0].weight.columns }, "parts of one map share its input")
    precondition(
      parts.allSatisfy { $0.bias.map(\.count) ?? $0.weight.rows == $0.weight.rows },
      "a bias has one number an output")

    bias = FloatBuffer(count: panels * width)
    bias.start.update(repeating: 0, count: bias.count)
    packed = FloatBuffer(count: panels * width * inputs)
    let stored =
      parts.count == 1 || parts.dropLast().allSatisfy { $0.weight.rows % width == 0 }
      ? parts : [(StoredMatrix(stacking: parts.map(\.weight)), stackedBias(parts))]
    var first = 0
    for (weight, shift) in stored {
      for (index, value) in (shift ?? []).prefix(weight.rows).enumerated() {
        bias.start[first + index] = value
      }
      pack(weight, at: first, kernels, workers)
      first += weight.rows
    }
  }

  /// y = x · matrix: what is packed are slices of its rows as they lie.
  public init(multiplyingBy matrix: Matrix, on workers: Workers) {
    inputs = matrix.rows
    outputs = matrix.columns
    let width = Kernels.active.panelWidth
    panels = (outputs + width - 1) / width
    bias = FloatBuffer(count: panels * width)
    bias.start.update(repeating: 0, count: bias.count)
    packed = FloatBuffer(count: panels * width * inputs)
    workers.run(panels) { panel in
      let count = min(width, matrix.columns - panel * width)
      for row in 0..<matrix.rows {
        let slice = packed.start + (panel * matrix.rows + row) * width
        slice.update(from: matrix.start + (row * matrix.stride + panel * width), count: count)
        (slice + count).update(repeating: 0, count: width - count)
      }
    }
  }

  /// Panels are independent: they are packed on all threads.
  private func pack(_ weight: StoredMatrix, at first: Int, _ kernels: Kernels, _ workers: Workers) {
    guard let start = weight.bytes.memory.baseAddress, inputs > 0 else { return }
    let width = kernels.panelWidth
    let count = (weight.rows + width - 1) / width
    workers.run(count) { panel in
      let row = panel * width
      kernels.pack(
        start + row * inputs * weight.element.size, weight.element.rawValue, min(width, weight.rows - row),
        inputs,
        packed.start + (first + row) * inputs)
    }
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
    let chunks = workers.threads == 1 ? 1 : min(panels, workers.threads * 4)
    workers.run(chunks) { chunk in
      kernels.multiply(
        x.rows, inputs, x.start, x.stride, Floats(packed.start), Floats(bias.start), y.freshStart, y.stride,
        residual?.start, residual?.stride ?? 0, activation.rawValue, panels * chunk / chunks,
        panels * (chunk + 1) / chunks)
    }
    return y
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

private func stackedBias(_ parts: [(weight: StoredMatrix, bias: [Float]?)]) -> [Float] {
  parts.flatMap { $0.bias ?? [Float](repeating: 0, count: $0.weight.rows) }
}
