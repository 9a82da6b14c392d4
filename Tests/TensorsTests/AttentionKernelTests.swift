import Testing

@testable import Tensors

/// `attend` of every instruction set, one head at a time, in memory that ends at a forbidden page.
@Suite struct AttentionKernelTests {
  struct Head: Sendable { let tokens, keys, size: Int }

  static let heads = [
    (1, 1, 32), (7, 7, 8), (7, 3, 17), (8, 8, 64), (47, 47, 32), (49, 48, 17), (49, 1, 32), (50, 49, 1),
    (97, 97, 33), (511, 511, 4),
  ].map(Head.init)

  @Test(arguments: runnable, heads)
  func anySizeIsTheNaiveAttention(set: InstructionSet, head: Head) throws {
    var random = RandomNumbers(seed: head.tokens * 100 + head.size)
    let count = head.tokens * head.size
    let (q, k, v) = (random.floats(count, size: 3), random.floats(count, size: 3), random.floats(count))
    let expected = Naive.attention(
      q: q, k: k, v: v, tokens: head.tokens, keys: head.keys, headSize: head.size)
    let found = try attend(Kernels.of(set), q, k, v, head)
    #expect(farthest(found.pattern, expected.pattern) < 1e-6)
    #expect(farthest(found.context, expected.context) < 2e-6)
    for row in 0..<head.tokens {
      let weights = found.pattern[row * head.tokens..<(row + 1) * head.tokens]
      #expect(abs(weights.reduce(0) { $0 + Double($1) } - 1) < 1e-6)
      #expect(weights.dropFirst(head.keys).allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: runnable)
  func aQueryOfNaNSpoilsItsRowOnly(set: InstructionSet) throws {
    var random = RandomNumbers(seed: 4)
    let head = Head(tokens: 9, keys: 9, size: 32)
    var q = random.floats(9 * 32)
    let (k, v) = (random.floats(9 * 32), random.floats(9 * 32))
    q[5 * 32] = .nan
    let found = try attend(Kernels.of(set), q, k, v, head)
    for row in 0..<9 {
      #expect(found.pattern[row * 9..<row * 9 + 9].allSatisfy { $0.isNaN == (row == 5) })
      #expect(found.context[row * 32..<row * 32 + 32].allSatisfy { $0.isNaN == (row == 5) })
    }
  }

  @Test(arguments: runnable)
  func aPaddingKeyOfNaNSpoilsNothing(set: InstructionSet) throws {
    var random = RandomNumbers(seed: 5)
    let head = Head(tokens: 6, keys: 4, size: 8)
    let q = random.floats(48)
    var (k, v) = (random.floats(48), random.floats(48))
    for i in 32..<48 { (k[i], v[i]) = (.nan, .nan) }
    let found = try attend(Kernels.of(set), q, k, v, head)
    #expect((found.pattern + found.context).allSatisfy { $0.isFinite })
  }

  /// The size of the scores: the largest must be taken off before e^x, or it overflows.
  @Test(arguments: runnable)
  func scoresOfThousandsChooseOneKey(set: InstructionSet) throws {
    let head = Head(tokens: 3, keys: 3, size: 1)
    let found = try attend(Kernels.of(set), [100, -100, 0], [-100, 0, 100], [1, 2, 3], head)
    #expect(found.pattern.prefix(6) == [0, 0, 1, 1, 0, 0])
    #expect(farthest(Array(found.context), [3, 1, 2]) < 1e-6)
  }

  private func attend(_ kernels: Kernels, _ q: [Float], _ k: [Float], _ v: [Float], _ head: Head) throws
    -> (pattern: [Float], context: [Float])
  {
    let (tokens, size) = (head.tokens, head.size)
    let (queries, keys, values) = (try GuardedMemory(q), try GuardedMemory(k), try GuardedMemory(v))
    let width = roundedUp(tokens, to: kernels.panelWidth)
    let pattern = try GuardedMemory(floats: tokens * width)
    let context = try GuardedMemory(floats: tokens * size)
    let scratch = try GuardedMemory(floats: kernels.attentionScratch(tokens, size))
    kernels.attend(
      tokens, head.keys, size, queries.floats, keys.floats, values.floats, size, pattern.floats, width,
      context.floats, size, scratch.floats)
    let wide = pattern.array(tokens * width)
    return (
      (0..<tokens).flatMap { wide[$0 * width..<$0 * width + tokens] }, context.array(tokens * size)
    )
  }
}
