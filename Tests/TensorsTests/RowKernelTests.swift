import Testing

@testable import Tensors

/// Softmax, layer norm, dot product and widening of every instruction set, in memory that ends at a forbidden
/// page.
@Suite struct RowKernelTests {
  static let counts = [1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 47, 48, 49, 384, 511]

  @Test(arguments: runnable, counts)
  func softmax(set: InstructionSet, count: Int) throws {
    var random = RandomNumbers(seed: count)
    for size: Float in [0.1, 5, 100] {
      let row = random.floats(count, size: size)
      let memory = try GuardedMemory(row + [Float](repeating: 7, count: room(for: count + 2) - count))
      Kernels.of(set).softmax(memory.floats, count, count + 2, 1)
      let found = memory.array(count + 2)
      #expect(farthest(found, Naive.softmax(row.map(Double.init)) + [0, 0]) < 5e-7)
    }
  }

  @Test(arguments: runnable, counts)
  func softmaxOfExtremes(set: InstructionSet, count: Int) throws {
    func softmax(_ row: [Float]) throws -> [Float] {
      let memory = try GuardedMemory(row + [Float](repeating: 7, count: room(for: count) - count))
      Kernels.of(set).softmax(memory.floats, count, count, 1)
      return memory.array(count)
    }
    for place in Set([0, count / 2, count - 1]) {
      // −infinity weighs nothing.
      var row = [Float](repeating: -.infinity, count: count)
      row[place] = -3e38
      #expect(try softmax(row) == (0..<count).map { $0 == place ? 1 : 0 })
      // The largest finite numbers do not overflow.
      row = [Float](repeating: -.greatestFiniteMagnitude, count: count)
      row[place] = .greatestFiniteMagnitude
      #expect(try softmax(row) == (0..<count).map { $0 == place ? 1 : 0 })
      // Denormals are numbers like others.
      row = [Float](repeating: 0, count: count)
      row[place] = .leastNonzeroMagnitude
      let even = [Double](repeating: 1 / Double(count), count: count)
      let found = try softmax(row)
      #expect(farthest(found, even) < 1e-6)
      // NaN and +infinity have no softmax.
      for bad in [Float.nan, .infinity] {
        row[place] = bad
        #expect(try softmax(row).allSatisfy { $0.isNaN })
      }
    }
    #expect(try softmax([Float](repeating: -.infinity, count: count)).allSatisfy { $0.isNaN })
  }

  @Test(arguments: runnable)
  func theScaleIsThatOfTheScores(set: InstructionSet) throws {
    var random = RandomNumbers(seed: 4)
    let row = random.floats(37, size: 20)
    let memory = try GuardedMemory(row + [Float](repeating: 0, count: room(for: 37) - 37))
    Kernels.of(set).softmax(memory.floats, 37, 37, 0.125)
    #expect(farthest(memory.array(37), Naive.softmax(row.map { Double($0) / 8 })) < 5e-7)
  }

  /// A row has room for whole vectors of any instruction set.
  private func room(for count: Int) -> Int { roundedUp(count, to: 16) }

  @Test(arguments: runnable, counts)
  func layerNorm(set: InstructionSet, count: Int) throws {
    var random = RandomNumbers(seed: count)
    let (x, gain, bias) = (random.floats(count, size: 4), random.floats(count), random.floats(count))
    let memory = try (GuardedMemory(x), GuardedMemory(gain), GuardedMemory(bias))
    let result = try GuardedMemory(floats: count)
    let expected = Naive.layerNorm(x, gain: gain, bias: bias, epsilon: 1e-5)
    Kernels.of(set).layerNorm(
      memory.0.floats, result.floats, count, memory.1.floats, memory.2.floats, 1e-5)
    #expect(farthest(result.array(count), expected) < 2e-6)
    // In place.
    Kernels.of(set).layerNorm(
      memory.0.floats, memory.0.floats, count, memory.1.floats, memory.2.floats, 1e-5)
    #expect(memory.0.array(count) == result.array(count))
  }

  /// Two passes: a large mean does not eat the digits of the variance.
  @Test(arguments: runnable)
  func layerNormFarFromZero(set: InstructionSet) throws {
    let x = (0..<48).map { Float(10_000 + $0 % 2) }
    let ones = [Float](repeating: 1, count: 48)
    let zeros = [Float](repeating: 0, count: 48)
    var result = zeros
    Kernels.of(set).layerNorm(x, &result, 48, ones, zeros, 0)
    #expect(farthest(result, x.map { $0 == 10_000 ? -1 : 1 }) < 1e-6)
  }

  @Test(arguments: runnable, counts)
  func dot(set: InstructionSet, count: Int) throws {
    var random = RandomNumbers(seed: count)
    let (a, b) = (random.floats(count), random.floats(count))
    let memory = try (GuardedMemory(a), GuardedMemory(b))
    let found = Kernels.of(set).dot(memory.0.floats, memory.1.floats, count)
    let expected = zip(a, b).reduce(0.0) { sum, pair in sum + Double(pair.0) * Double(pair.1) }
    #expect(abs(Double(found) - expected) < 5e-6)
  }

  /// All 65,536 of them.
  @Test(arguments: runnable)
  func everyHalfIsWidenedExactly(set: InstructionSet) throws {
    let stored = (0...UInt16.max).map { $0 }
    let found = try widen(set, .float16, bytes(of: stored), count: stored.count)
    for (bits, found) in zip(stored, found) {
      let expected = halfValue(bits)
      #expect(expected.isNaN ? found.isNaN : found.bitPattern == expected.bitPattern)
    }
  }

  @Test(arguments: runnable)
  func everyBfloatIsWidenedExactly(set: InstructionSet) throws {
    let stored = (0...UInt16.max).map { $0 }
    let found = try widen(set, .bfloat16, bytes(of: stored), count: stored.count)
    #expect(zip(stored, found).allSatisfy { $1.bitPattern == UInt32($0) << 16 })
  }

  @Test(arguments: runnable, counts)
  func wideningAnyCount(set: InstructionSet, count: Int) throws {
    let halves = (0..<count).map { UInt16(0x3C00 + $0) }
    #expect(try widen(set, .float16, bytes(of: halves), count: count) == halves.map(halfValue))
    let floats = (0..<count).map(Float.init)
    #expect(try widen(set, .float32, bytes(of: floats), count: count) == floats)
  }

  private func widen(_ set: InstructionSet, _ element: ElementType, _ stored: [UInt8], count: Int) throws
    -> [Float]
  {
    let source = try GuardedMemory(stored)
    let result = try GuardedMemory(floats: count)
    Kernels.of(set).widen(source.start, element.rawValue, count, result.floats)
    return result.array(count)
  }

  @Test(arguments: runnable, [ElementType.float32, .float16, .bfloat16])
  func oneBadNumberIsFound(set: InstructionSet, element: ElementType) throws {
    let largest: UInt32 = element == .float16 ? 0x7BFF : element == .bfloat16 ? 0x7F7F : 0x7F7F_FFFF
    let infinity: UInt32 = element == .float16 ? 0x7C00 : element == .bfloat16 ? 0x7F80 : 0x7F80_0000
    for count in [1, 5, 16, 67] {
      for place in Set([0, count / 2, count - 1]) {
        for (bits, isFinite) in [(largest, true), (infinity, false), (infinity + 1, false)] {
          for bits in [bits, bits | (element == .float32 ? 0x8000_0000 : 0x8000)] {
            var stored = [UInt8](repeating: 1, count: count * element.size)
            for byte in 0..<element.size {
              stored[place * element.size + byte] = UInt8(truncatingIfNeeded: bits >> (8 * byte))
            }
            let memory = try GuardedMemory(stored)
            #expect(Kernels.of(set).isFinite(memory.start, element.rawValue, count) == isFinite)
          }
        }
      }
    }
  }
}
