import Testing

@testable import Tensors

@Suite struct TanhTests {
  @Test func knownValues() {
    let found = Tensors.tanh([0, 1, -1, 100, -.infinity])
    #expect(farthest(found, [0, 0.761594155955765, -0.761594155955765, 1, -1]) < 1e-7)
    #expect(Tensors.tanh([.nan])[0].isNaN)
    #expect(Tensors.tanh([]).isEmpty)
  }
}
