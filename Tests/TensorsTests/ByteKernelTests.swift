import Testing

@testable import Tensors

/// `quantize`, `packBytes` and `multiplyBytes` of every instruction set, in memory that ends at a forbidden page.
@Suite struct ByteKernelTests {
  struct Shape: Sendable { let rows, inputs, outputs: Int }

  static let shapes = [
    (1, 1, 1), (1, 384, 49), (7, 47, 47), (8, 64, 48), (9, 128, 49), (17, 7, 385), (47, 63, 96), (48, 65, 1),
    (49, 129, 97), (511, 7, 49), (2, 1536, 48), (3, 49, 17), (0, 5, 5),
  ].map(Shape.init)

  @Test(arguments: runnable, shapes)
  func theProductIsThatOfTheRoundedNumbers(set: InstructionSet, shape: Shape) throws {
    var random = RandomNumbers(seed: shape.rows * 7919 + shape.inputs * 31 + shape.outputs)
    let x = random.floats(shape.rows * shape.inputs)
    let weights = random.floats(shape.outputs * shape.inputs)
    let bias = random.floats(shape.outputs)
    let residual = random.floats(shape.rows * shape.outputs)
    let found = try multiply(Kernels.of(set), x, weights, bias: bias, residual: residual, .gelu, shape)
    let expected = Naive.product(
      roundedRows(x, of: shape.inputs, asUnsigned: true),
      roundedRows(weights, of: shape.inputs, asUnsigned: false),
      rows: shape.rows, inputs: shape.inputs, outputs: shape.outputs, bias: bias, activation: .gelu,
      residual: residual)
    #expect(farthest(found, expected) < 3e-6 + 2e-7 * Double(shape.inputs))
  }

  /// Every instruction set makes the same bytes of the same numbers.
  @Test(arguments: [1, 7, 15, 16, 47, 63, 64, 65, 200, 511])
  func bytesAreTheSameEverywhere(count: Int) throws {
    var random = RandomNumbers(seed: count)
    for row in [
      random.floats(count), random.floats(count).map { -abs($0) },
      random.floats(count).map { $0 * Float.leastNonzeroMagnitude * 10_000 },
      [Float](repeating: 3, count: count), [Float](repeating: 0, count: count),
      random.floats(count, size: 1e30),
    ] {
      let rows = try runnable.map { try quantized(Kernels.of($0), row) }
      for other in rows { #expect(other == rows[0]) }
      for (index, value) in row.enumerated() {
        let group = index / 64
        let back = rows[0].lows[group] + rows[0].scales[group] * Float(rows[0].bytes[index])
        #expect(abs(back - value) <= rows[0].scales[group] * 0.501 + abs(value) * 1e-6 + 1e-30)
      }
      #expect(rows[0].bytes[count...].allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: runnable, [Float.nan, .infinity, -.infinity])
  func aRowThatIsNotFiniteSpoilsNoOther(set: InstructionSet, wrong: Float) throws {
    var random = RandomNumbers(seed: 9)
    let shape = Shape(rows: 9, inputs: 83, outputs: 50)
    var x = random.floats(9 * 83)
    let weights = random.floats(50 * 83)
    let (bias, residual) = (random.floats(50), [Float](repeating: 0, count: 9 * 50))
    let clean = try multiply(Kernels.of(set), x, weights, bias: bias, residual: residual, .identity, shape)
    for place in [20, 82] {
      x[4 * 83 + place] = wrong
      let spoiled = try multiply(
        Kernels.of(set), x, weights, bias: bias, residual: residual, .identity, shape)
      for row in 0..<9 {
        let numbers = spoiled[row * 50..<(row + 1) * 50]
        if row == 4 {
          #expect(numbers.allSatisfy { !$0.isFinite })
        } else {
          #expect(numbers == clean[row * 50..<(row + 1) * 50])
        }
      }
    }
  }

  /// The largest bytes there are, in a wide map: no sum overflows.
  @Test(arguments: runnable)
  func sumsOfTheLargestBytes(set: InstructionSet) throws {
    let shape = Shape(rows: 2, inputs: 3072, outputs: 3)
    // One small number a group, so that the others become 255.
    let x = (0..<2 * 3072).map { $0 % 64 == 0 ? Float(0) : 1 }
    let weights = (0..<3 * 3072).map { Float($0 / 3072 - 1) }
    let found = try multiply(
      Kernels.of(set), x, weights, bias: [0, 0, 0], residual: [Float](repeating: 0, count: 6), .identity,
      shape)
    #expect(farthest(found, [-3024, 0, 3024, -3024, 0, 3024]) < 0.01)
  }

  // MARK: Through the kernels

  struct Row: Equatable {
    let bytes: [UInt8]
    let scales: [Float]
    let lows: [Float]
  }

  private func quantized(_ kernels: Kernels, _ row: [Float]) throws -> Row {
    let groups = (row.count + kernels.groupSize - 1) / kernels.groupSize
    let x = try GuardedMemory(row)
    let bytes = try GuardedMemory([UInt8](repeating: 0xFF, count: groups * kernels.groupSize))
    let (scales, lows) = (try GuardedMemory(floats: groups), try GuardedMemory(floats: groups))
    kernels.quantize(x.floats, row.count, bytes.bytes, scales.floats, lows.floats)
    return Row(
      bytes: Array(UnsafeBufferPointer(start: bytes.bytes, count: groups * kernels.groupSize)),
      scales: scales.array(groups), lows: lows.array(groups))
  }

  private func multiply(
    _ kernels: Kernels, _ x: [Float], _ weights: [Float], bias: [Float], residual: [Float],
    _ activation: Activation, _ shape: Shape
  ) throws -> [Float] {
    let (rows, inputs, outputs) = (shape.rows, shape.inputs, shape.outputs)
    let width = roundedUp(outputs, to: kernels.panelWidth)
    let groups = (inputs + kernels.groupSize - 1) / kernels.groupSize
    let padding = [Float](repeating: 0, count: width - outputs)
    let quantizedRows = try (0..<rows).map {
      try quantized(kernels, Array(x[$0 * inputs..<($0 + 1) * inputs]))
    }

    let stored = try GuardedMemory(weights)
    let packed = try GuardedMemory([UInt8](repeating: 0xFF, count: width * groups * kernels.groupSize))
    let units = try GuardedMemory(floats: width * groups * 2)
    let (row, group) = (try GuardedMemory(floats: inputs), try GuardedMemory(byteCount: kernels.groupSize))
    kernels.packBytes(
      stored.start, ElementType.float32.rawValue, outputs, inputs, packed.bytes, units.floats, row.floats,
      group.bytes)

    let a = try GuardedMemory(quantizedRows.flatMap(\.bytes))
    let (scales, lows) = (
      try GuardedMemory(quantizedRows.flatMap(\.scales)), try GuardedMemory(quantizedRows.flatMap(\.lows))
    )
    let shift = try GuardedMemory(bias + padding)
    let before = try GuardedMemory(
      (0..<rows).flatMap { Array(residual[$0 * outputs..<($0 + 1) * outputs]) + padding })
    let c = try GuardedMemory(floats: rows * width)
    kernels.multiplyBytes(
      rows, groups, a.bytes, scales.floats, lows.floats, packed.bytes, units.floats, shift.floats, c.floats,
      width,
      before.floats, width, activation.rawValue, 0, width / kernels.panelWidth)
    let wide = c.array(rows * width)
    return (0..<rows).flatMap { wide[$0 * width..<$0 * width + outputs] }
  }

  // MARK: The same in plain steps

  private func roundedRows(_ values: [Float], of width: Int, asUnsigned: Bool) -> [Float] {
    guard width > 0 else { return [] }
    var result: [Float] = []
    for row in 0..<values.count / width {
      for first in stride(from: 0, to: width, by: 64) {
        let group = values[row * width + first..<row * width + min(first + 64, width)]
        result += asUnsigned ? unsignedGroup(group) : signedGroup(group)
      }
    }
    return result
  }

  private func unsignedGroup(_ group: ArraySlice<Float>) -> [Float] {
    let (least, most) = (group.min() ?? 0, group.max() ?? 0)
    guard most > least else { return group.map { _ in least } }
    return group.map {
      least + (($0 - least) * (255 / (most - least))).rounded(.toNearestOrEven) * ((most - least) / 255)
    }
  }

  private func signedGroup(_ group: ArraySlice<Float>) -> [Float] {
    let largest = group.map(abs).max() ?? 0
    guard largest > 0 else { return Array(group) }
    return group.map { ($0 * (127 / largest)).rounded(.toNearestOrEven) * (largest / 127) }
  }
}
