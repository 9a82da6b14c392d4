import Testing

@testable import Tensors

/// The functions of one variable, against the C library's in double precision (docs/numerics.md gives the
/// errors).
@Suite struct ActivationKernelTests {
  private func apply(_ set: InstructionSet, _ activation: Activation, _ x: [Float]) -> [Float] {
    var result = x
    Kernels.of(set).apply(activation.rawValue, x, &result, x.count)
    return result
  }

  private static let sweep = (-20_000...20_000).map { Float($0) / 1000 }

  @Test(arguments: runnable, [Activation.gelu, .geluTanh, .silu, .relu])
  func nearTheTrueFunction(set: InstructionSet, activation: Activation) {
    let found = apply(set, activation, Self.sweep)
    let wrong = zip(Self.sweep, found).first { x, found in
      let expected = Naive.apply(activation, Double(x))
      // Beyond 4, the error of the result's own last digit is the larger.
      return abs(Double(found) - expected) > max(8e-7, abs(expected) * 2e-7)
    }
    #expect(wrong == nil)
  }

  @Test(arguments: runnable)
  func geluFarFromZero(set: InstructionSet) {
    let found = apply(set, .gelu, [-.infinity, -1e30, -1000, -6, 6, 1000, 1e30, .infinity])
    #expect(found[..<4].allSatisfy { abs($0) < 8e-7 })
    #expect(abs(found[4] - 6) < 1e-6)
    #expect(abs(found[5] - 1000) < 1e-3)
    #expect(abs(found[6] / 1e30 - 1) < 1e-6)
    #expect(found[7] == .infinity)
  }

  @Test(arguments: runnable, [Activation.identity, .gelu, .geluTanh, .relu, .silu])
  func zeroIsZeroAndNaNIsNaN(set: InstructionSet, activation: Activation) {
    let found = apply(set, activation, [0, -0.0, .nan])
    #expect(found[0] == 0 && found[1] == 0 && found[2].isNaN)
  }

  /// A denormal is halved as another number is.
  @Test(arguments: runnable)
  func denormals(set: InstructionSet) {
    let small = Float.leastNonzeroMagnitude * 1000
    #expect(apply(set, .relu, [small, -small]) == [small, 0])
    #expect(abs(apply(set, .gelu, [small])[0] - small / 2) <= .leastNonzeroMagnitude)
  }
}
