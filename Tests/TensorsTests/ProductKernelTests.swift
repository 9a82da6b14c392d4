import Testing

@testable import Tensors

/// `pack` and `multiply` of every instruction set, in memory that ends at a forbidden page.
@Suite struct ProductKernelTests {
  struct Shape: Sendable { let rows, inputs, outputs: Int }

  static let shapes = [
    (1, 1, 1), (1, 384, 49), (7, 47, 47), (8, 32, 48), (9, 384, 49), (17, 7, 385), (47, 33, 96), (48, 47, 1),
    (49, 1, 97), (511, 7, 49), (2, 1536, 48), (3, 49, 17), (6, 16, 8), (0, 5, 5), (5, 0, 5),
  ].map(Shape.init)

  @Test(arguments: runnable, shapes)
  func anySizeIsTheNaiveProduct(set: InstructionSet, shape: Shape) throws {
    var random = RandomNumbers(seed: shape.rows * 7919 + shape.inputs * 31 + shape.outputs)
    let (rows, inputs, outputs) = (shape.rows, shape.inputs, shape.outputs)
    let x = random.floats(rows * inputs)
    let weights = random.floats(outputs * inputs)
    let bias = random.floats(outputs)
    let residual = random.floats(rows * outputs)
    let found = try multiply(
      Kernels.of(set), x, .float32, bytes(of: weights), bias: bias, residual: residual, shape: shape)
    let expected = Naive.product(
      x, weights, rows: rows, inputs: inputs, outputs: outputs, bias: bias, residual: residual)
    #expect(farthest(found, expected) < 1e-6 + 1e-7 * Double(inputs))
  }

  @Test(arguments: runnable, [Activation.identity, .gelu, .geluTanh, .relu, .silu])
  func activationComesBeforeTheResidual(set: InstructionSet, activation: Activation) throws {
    var random = RandomNumbers(seed: 3)
    let shape = Shape(rows: 11, inputs: 19, outputs: 53)
    let x = random.floats(11 * 19)
    let weights = random.floats(53 * 19, size: 2)
    let residual = random.floats(11 * 53)
    let zeros = [Float](repeating: 0, count: 53)
    let found = try multiply(
      Kernels.of(set), x, .float32, bytes(of: weights), bias: zeros, residual: residual,
      activation: activation, shape: shape)
    let expected = Naive.product(
      x, weights, rows: 11, inputs: 19, outputs: 53, activation: activation, residual: residual)
    #expect(farthest(found, expected) < 5e-6)
  }

  /// 16-bit weights stay what they are; the product is that of their floats, bit by bit.
  @Test(arguments: runnable, [ElementType.float16, .bfloat16])
  func halvesMultiplyAsTheirFloats(set: InstructionSet, element: ElementType) throws {
    for shape in [
      Shape(rows: 1, inputs: 1, outputs: 1), Shape(rows: 9, inputs: 7, outputs: 47),
      Shape(rows: 17, inputs: 31, outputs: 49), Shape(rows: 33, inputs: 64, outputs: 17),
    ] {
      var random = RandomNumbers(seed: shape.inputs)
      // Any sign and exponent but those of infinities and NaN: denormals are among them.
      let stored = (0..<shape.inputs * shape.outputs).map { _ in
        UInt16(truncatingIfNeeded: random.next()) & 0xBBFF
      }
      let floats = stored.map { element == .float16 ? halfValue($0) : Float(bitPattern: UInt32($0) << 16) }
      let x = random.floats(shape.rows * shape.inputs)
      let zeros = [Float](repeating: 0, count: shape.rows * shape.outputs)
      let bias = [Float](repeating: 0, count: shape.outputs)
      let kernels = Kernels.of(set)
      let fromHalves = try multiply(
        kernels, x, element, bytes(of: stored), bias: bias, residual: zeros, shape: shape)
      let fromFloats = try multiply(
        kernels, x, .float32, bytes(of: floats), bias: bias, residual: zeros, shape: shape)
      #expect(fromHalves == fromFloats)
    }
  }

  @Test(arguments: runnable)
  func aRowOfNaNSpoilsNoOther(set: InstructionSet) throws {
    var random = RandomNumbers(seed: 9)
    let shape = Shape(rows: 9, inputs: 21, outputs: 50)
    var x = random.floats(9 * 21)
    let weights = random.floats(50 * 21)
    let bias = random.floats(50)
    let residual = [Float](repeating: 0, count: 9 * 50)
    let kernels = Kernels.of(set)
    let clean = try multiply(
      kernels, x, .float32, bytes(of: weights), bias: bias, residual: residual, activation: .gelu,
      shape: shape)
    x[4 * 21 + 20] = .nan
    let spoiled = try multiply(
      kernels, x, .float32, bytes(of: weights), bias: bias, residual: residual, activation: .gelu,
      shape: shape)
    for row in 0..<9 {
      let numbers = spoiled[row * 50..<(row + 1) * 50]
      if row == 4 {
        #expect(numbers.allSatisfy { $0.isNaN })
      } else {
        #expect(numbers == clean[row * 50..<(row + 1) * 50])
      }
    }
  }

  /// Many rows are taken in blocks; the last block is shorter.
  @Test(arguments: runnable)
  func rowsBeyondOneBlock(set: InstructionSet) throws {
    var random = RandomNumbers(seed: 1)
    let shape = Shape(rows: 70, inputs: 3000, outputs: 2)
    let x = random.floats(70 * 3000)
    let weights = random.floats(2 * 3000)
    let found = try multiply(
      Kernels.of(set), x, .float32, bytes(of: weights), bias: [0, 0],
      residual: [Float](repeating: 0, count: 140), shape: shape)
    let expected = Naive.product(x, weights, rows: 70, inputs: 3000, outputs: 2)
    #expect(farthest(found, expected) < 3e-4)
  }

  private func packed(
    _ kernels: Kernels, _ element: ElementType, _ weights: [UInt8], inputs: Int, outputs: Int
  ) throws -> GuardedMemory {
    let width = roundedUp(outputs, to: kernels.panelWidth)
    let stored = try GuardedMemory(weights)
    let result = try GuardedMemory(
      [UInt8](repeating: 0xFF, count: width * inputs * kernels.packed(element).size))
    kernels.pack(stored.start, element.rawValue, outputs, inputs, result.start)
    return result
  }

  private func multiply(
    _ kernels: Kernels, _ x: [Float], _ element: ElementType, _ weights: [UInt8], bias: [Float],
    residual: [Float], activation: Activation = .identity, shape: Shape
  ) throws -> [Float] {
    let (rows, inputs, outputs) = (shape.rows, shape.inputs, shape.outputs)
    // What is written has room for whole panels, and so have bias and residual; x has none to spare.
    let width = roundedUp(outputs, to: kernels.panelWidth)
    let padding = [Float](repeating: 0, count: width - outputs)
    let a = try GuardedMemory(x)
    let b = try packed(kernels, element, weights, inputs: inputs, outputs: outputs)
    let shift = try GuardedMemory(bias + padding)
    let before = try GuardedMemory(
      (0..<rows).flatMap { Array(residual[$0 * outputs..<($0 + 1) * outputs]) + padding })
    let c = try GuardedMemory(floats: rows * width)
    kernels.multiply(
      rows, inputs, a.floats, inputs, b.start, kernels.packed(element).rawValue, shift.floats, c.floats,
      width,
      before.floats, width, activation.rawValue, 0, width / kernels.panelWidth)
    let wide = c.array(rows * width)
    return (0..<rows).flatMap { wide[$0 * width..<$0 * width + outputs] }
  }
}

func bytes<Element: BitwiseCopyable>(of values: [Element]) -> [UInt8] { values.withUnsafeBytes(Array.init) }

/// What a float16 stands for, from the definition (IEEE 754).
func halfValue(_ bits: UInt16) -> Float {
  let sign: Float = bits & 0x8000 == 0 ? 1 : -1
  let exponent = Int(bits >> 10) & 0x1F
  let fraction = Float(bits & 0x3FF)
  switch exponent {
  case 0: return sign * fraction * 0x1p-24
  case 31: return fraction == 0 ? sign * .infinity : .nan
  default: return sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
  }
}
