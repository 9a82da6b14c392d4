/// The weights of a map in the order in which the kernels read them: in panels of some outputs each.
enum PackedWeights: Sendable {
  /// Numbers, stored as they were in the checkpoint where the instruction set can widen them on the way.
  case numbers(FloatBuffer, ElementType)
  /// Signed bytes, and what a group of them is multiplied by (`packBytes` of the kernels).
  case bytes(FloatBuffer, units: FloatBuffer)

  /// - Parameter parts: outputs × inputs each, of one width; their outputs stand side by side. All but the last fill
  ///   whole panels.
  init(_ parts: [StoredMatrix], as precision: Precision, on workers: Workers) {
    let kernels = Kernels.active
    let width = kernels.panelWidth
    let inputs = parts.first?.columns ?? 0
    let panels = parts.reduce(0) { $0 + ($1.rows + width - 1) / width }
    switch precision {
    case .f32:
      let element = kernels.packed(parts.first?.element ?? .float32)
      let packed = FloatBuffer(byteCount: panels * width * inputs * element.size)
      PackedWeights.forEachPanel(of: parts, on: workers) { panel, rows, part in
        kernels.pack(
          rows, part.element.rawValue, min(width, part.rows - panel.inPart * width), inputs,
          packed.bytes + panel.overall * width * inputs * element.size)
      }
      self = .numbers(packed, element)
    case .int8:
      let groups = (inputs + kernels.groupSize - 1) / kernels.groupSize
      let packed = FloatBuffer(byteCount: panels * groups * kernels.groupSize * width)
      let units = FloatBuffer(count: panels * groups * 2 * width)
      PackedWeights.forEachPanel(of: parts, on: workers) { panel, rows, part in
        let row = FloatBuffer(count: inputs)
        let bytes = FloatBuffer(byteCount: kernels.groupSize)
        withExtendedLifetime((row, bytes)) {
          kernels.packBytes(
            rows, part.element.rawValue, min(width, part.rows - panel.inPart * width), inputs,
            packed.asBytes + panel.overall * groups * kernels.groupSize * width,
            units.start + panel.overall * groups * 2 * width, row.start, bytes.asBytes)
        }
      }
      self = .bytes(packed, units: units)
    }
  }

  /// Panels are independent: they are packed on all threads.
  private static func forEachPanel(
    of parts: [StoredMatrix], on workers: Workers,
    _ pack: (_ panel: (inPart: Int, overall: Int), _ rows: UnsafeRawPointer, _ part: StoredMatrix) -> Void
  ) {
    let width = Kernels.active.panelWidth
    var first = 0
    for part in parts {
      let count = (part.rows + width - 1) / width
      if let start = part.bytes.memory.baseAddress, part.columns > 0 {
        workers.run(count) { panel in
          pack((panel, first + panel), start + panel * width * part.columns * part.element.size, part)
        }
      }
      first += count
    }
  }
}

/// Rows as unsigned bytes in groups: a number ≈ its group's low + scale · byte.
struct QuantizedRows {
  let bytes: FloatBuffer
  let scales: FloatBuffer
  let lows: FloatBuffer
  /// Groups in a row.
  let groups: Int

  init(_ x: Matrix, on workers: Workers) {
    let kernels = Kernels.active
    let groups = (x.columns + kernels.groupSize - 1) / kernels.groupSize
    let stride = groups * kernels.groupSize
    let bytes = FloatBuffer(byteCount: x.rows * stride)
    let scales = FloatBuffer(count: x.rows * groups)
    let lows = FloatBuffer(count: x.rows * groups)
    let chunks = workers.threads == 1 ? 1 : min(x.rows, workers.threads * 4)
    workers.run(chunks) { chunk in
      for row in x.rows * chunk / chunks..<x.rows * (chunk + 1) / chunks {
        kernels.quantize(
          x.start + row * x.stride, x.columns, bytes.asBytes + row * stride, scales.start + row * groups,
          lows.start + row * groups)
      }
    }
    (self.bytes, self.scales, self.lows, self.groups) = (bytes, scales, lows, groups)
  }
}
