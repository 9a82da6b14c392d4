import Foundation
import Testing

@testable import Tensors

/// Every kernel of every instruction set that this machine has, against the plain loops.
struct KernelsTests {
  struct Size: CustomTestStringConvertible {
    let rows: Int, inputs: Int, outputs: Int
    var testDescription: String { "\(rows) × \(inputs) × \(outputs)" }
  }

  static let sizes = [
    Size(rows: 1, inputs: 1, outputs: 1), Size(rows: 7, inputs: 47, outputs: 49),
    Size(rows: 8, inputs: 32, outputs: 48),
    Size(rows: 9, inputs: 7, outputs: 96), Size(rows: 47, inputs: 49, outputs: 47),
    Size(rows: 49, inputs: 16, outputs: 1),
    Size(rows: 17, inputs: 384, outputs: 100), Size(rows: 511, inputs: 5, outputs: 13),
  ]

  /// A product through pack and multiply, all memory ending at a guard page. Rows of the result have room for
  /// whole panels: that is the contract.
  private func multiply(
    _ kernels: Kernels, _ size: Size, activation: Activation, x: [Float], weight: [Float], bias: [Float],
    residual: [Float]?
  ) throws -> [Float] {
    let width = kernels.panelWidth
    let panels = (size.outputs + width - 1) / width
    let stride = panels * width
    let packed = try GuardedMemory([Float](repeating: .nan, count: stride * size.inputs))
    let stored = try GuardedMemory(weight)
    for panel in 0..<panels {
      let first = panel * width
      kernels.pack(
        UnsafeRawPointer(stored.start + first * size.inputs), 0, min(width, size.outputs - first),
        size.inputs,
        packed.start + first * size.inputs)
    }
    let a = try GuardedMemory(x)
    let shift = try GuardedMemory(bias + [Float](repeating: 0, count: stride - size.outputs))
    let c = try GuardedMemory([Float](repeating: .nan, count: size.rows * stride))
    // Rows of the residual are as long as those of the result.
    var widened = [Float](repeating: 0, count: residual == nil ? 0 : size.rows * stride)
    for (index, value) in (residual ?? []).enumerated() {
      widened[index / size.outputs * stride + index % size.outputs] = value
    }
    let added = try GuardedMemory(widened)
    kernels.multiply(
      size.rows, size.inputs, a.start, size.inputs, packed.start, shift.start, c.start, stride,
      residual == nil ? nil : UnsafePointer(added.start), stride, activation.rawValue, 0, panels)
    return (0..<size.rows).flatMap { row in (0..<size.outputs).map { c.start[row * stride + $0] } }
  }

  @Test(arguments: levels, KernelsTests.sizes)
  func products(_ level: InstructionSet, _ size: Size) throws {
    let x = numbers(size.rows * size.inputs, seed: 1)
    let weight = numbers(size.outputs * size.inputs, seed: 2)
    let bias = numbers(size.outputs, seed: 3)
    let residual = numbers(size.rows * size.outputs, seed: 4)
    for (activation, added) in [
      (Activation.identity, nil), (.gelu, residual), (.geluTanh, nil), (.relu, residual), (.silu, nil),
    ] {
      let found = try multiply(
        Kernels.of(level), size, activation: activation, x: x, weight: weight, bias: bias, residual: added)
      let expected = Naive.linear(
        x, rows: size.rows, weight: weight, bias: bias, outputs: size.outputs, activation: activation,
        residual: added)
      let worst = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(found.count == expected.count)
      #expect(worst < 2e-5, "\(activation)")
    }
  }

  /// A NaN in one row stays in that row; infinities and the smallest numbers go through.
  @Test(arguments: levels)
  func strangeNumbers(_ level: InstructionSet) throws {
    let size = Size(rows: 5, inputs: 3, outputs: 2)
    var x = [Float](repeating: 1, count: 15)
    x[3] = .nan
    x[6] = .infinity
    x[9] = .leastNonzeroMagnitude
    let found = try multiply(
      Kernels.of(level), size, activation: .gelu, x: x, weight: [1, 0, 0, 1, 1, 1], bias: [0, 0],
      residual: nil)
    #expect(found[2].isNaN && found[3].isNaN)
    #expect(found[4] == .infinity && found[5] == .infinity)
    #expect(abs(found[6]) < 1e-6)
    #expect([0, 1, 8, 9].allSatisfy { found[$0].isFinite })
  }

  @Test(arguments: levels, [1, 3, 16, 47, 48, 49, 511])
  func softmax(_ level: InstructionSet, _ count: Int) throws {
    let row = numbers(count, seed: 5).map { $0 * 20 }
    let padding = 3
    let memory = try GuardedMemory(row + [Float](repeating: 7, count: padding))
    Kernels.of(level).softmax(memory.start, count, count + padding)
    let expected = Naive.softmax(row.map(Double.init))
    for index in 0..<count { #expect(abs(Double(memory.start[index]) - expected[index]) < 1e-6) }
    for index in count..<count + padding { #expect(memory.start[index] == 0) }
  }

  @Test(arguments: levels)
  func softmaxOfStrangeRows(_ level: InstructionSet) throws {
    func result(_ row: [Float]) throws -> [Float] {
      let memory = try GuardedMemory(row)
      Kernels.of(level).softmax(memory.start, row.count, row.count)
      return (0..<row.count).map { memory.start[$0] }
    }
    let masked = try result(Array(repeating: -.infinity, count: 20) + [3, 3])
    #expect(masked == Array(repeating: 0, count: 20) + [0.5, 0.5])
    #expect(try result([1e30, -1e30, 1e30]) == [0.5, 0, 0.5])
    #expect(try result(Array(repeating: 1, count: 40) + [.nan]).contains { $0.isNaN })
  }

  @Test(arguments: levels, [1, 7, 32, 47, 384])
  func layerNorm(_ level: InstructionSet, _ count: Int) throws {
    let (row, gain, bias) = (numbers(count, seed: 6), numbers(count, seed: 7), numbers(count, seed: 8))
    let (x, y) = (try GuardedMemory(row), try GuardedMemory(row))
    let (g, b) = (try GuardedMemory(gain), try GuardedMemory(bias))
    Kernels.of(level).layerNorm(x.start, y.start, count, g.start, b.start, 1e-5)
    let expected = Naive.layerNorm(row, gain: gain, bias: bias, epsilon: 1e-5)
    for index in 0..<count { #expect(abs(Double(y.start[index]) - expected[index]) < 3e-6) }
  }

  struct Head: CustomTestStringConvertible {
    let tokens: Int, keys: Int, size: Int
    var testDescription: String { "\(tokens) tokens, \(keys) keys, \(size) wide" }
  }

  @Test(
    arguments: levels,
    [
      Head(tokens: 1, keys: 1, size: 8), Head(tokens: 7, keys: 5, size: 17),
      Head(tokens: 9, keys: 9, size: 32),
      Head(tokens: 49, keys: 47, size: 64), Head(tokens: 130, keys: 130, size: 20),
    ])
  func attention(_ level: InstructionSet, _ head: Head) throws {
    let kernels = Kernels.of(level)
    let width = head.size
    let projected = Matrix(rows: head.tokens, columns: 3 * width, numbers(head.tokens * 3 * width, seed: 9))
    // Q, K and V end at guard pages of their own; the pattern's rows have room for whole panels.
    let parts = try (0..<3).map { part in
      try GuardedMemory(
        (0..<head.tokens).flatMap { row in (0..<width).map { projected[row, part * width + $0] } })
    }
    let stride = roundedUp(head.tokens, to: Kernels.rowMultiple)
    let pattern = try GuardedMemory([Float](repeating: .nan, count: head.tokens * stride))
    let context = try GuardedMemory([Float](repeating: .nan, count: head.tokens * width))
    let scratch = try GuardedMemory(
      [Float](repeating: .nan, count: kernels.attentionScratch(head.tokens, width)))
    kernels.attend(
      head.tokens, head.keys, width, parts[0].start, parts[1].start, parts[2].start, width, pattern.start,
      stride,
      context.start, width, scratch.start)
    let expected = Naive.attend(projected, keys: head.keys, heads: 1)
    for query in 0..<head.tokens {
      for key in 0..<head.tokens {
        #expect(abs(Double(pattern.start[query * stride + key]) - expected.patterns[0][query][key]) < 1e-6)
      }
      for column in 0..<width {
        #expect(abs(Double(context.start[query * width + column]) - expected.context[query][column]) < 2e-6)
      }
    }
  }

  /// Every float16 there is, and bfloat16 beside it.
  @Test(arguments: levels)
  func widening(_ level: InstructionSet) {
    let patterns = (0...UInt16.max).map { $0 }
    var halves = [Float](repeating: 0, count: patterns.count)
    var brains = halves
    patterns.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      Kernels.of(level).widen(start, ElementType.float16.rawValue, patterns.count, &halves)
      Kernels.of(level).widen(start, ElementType.bfloat16.rawValue, patterns.count, &brains)
    }
    #expect(
      patterns.indices.allSatisfy {
        let expected = Float(Float16(bitPattern: patterns[$0]))
        return expected.isNaN ? halves[$0].isNaN : halves[$0].bitPattern == expected.bitPattern
      })
    #expect(patterns.indices.allSatisfy { brains[$0].bitPattern == UInt32(patterns[$0]) << 16 })
  }

  @Test(arguments: levels, [1, 15, 16, 17, 100])
  func dot(_ level: InstructionSet, _ count: Int) throws {
    let (a, b) = (try GuardedMemory(numbers(count, seed: 10)), try GuardedMemory(numbers(count, seed: 11)))
    let expected = (0..<count).reduce(0.0) { $0 + Double(a.start[$1]) * Double(b.start[$1]) }
    #expect(abs(Double(Kernels.of(level).dot(a.start, b.start, count)) - expected) < 1e-5)
  }

  /// docs/numerics.md states these bounds.
  @Test(arguments: levels)
  func approximationsAreWithinTheirBounds(_ level: InstructionSet) {
    let x = (-80_000...80_000).map { Float($0) / 10_000 }
    for (activation, bound) in [(Activation.gelu, 1.2e-6), (.geluTanh, 1.5e-6), (.silu, 1.5e-6)] {
      var y = x
      Kernels.of(level).apply(activation.rawValue, x, &y, x.count)
      let worst = zip(x, y).map { abs(Double($1) - Naive.apply(activation, Double($0))) }.max() ?? 1
      #expect(worst < bound, "\(activation): \(worst)")
    }
  }
}
