import Testing

@testable import Tensors

@Suite struct OperationsTests {
  private let alone = Workers(threads: 1)

  @Test func layerNormOfEachRow() {
    var random = RandomNumbers(seed: 6)
    let x = Matrix(rows: 13, columns: 50, random.floats(650, size: 5))
    let (gain, bias) = (random.floats(50), random.floats(50))
    let found = layerNorm(x, gain: gain, bias: bias, epsilon: 1e-12, on: alone)
    for row in 0..<13 {
      let expected = Naive.layerNorm(x.row(row), gain: gain, bias: bias, epsilon: 1e-12)
      #expect(farthest(found.row(row), expected) < 2e-6)
    }
    #expect(layerNorm(x, gain: gain, bias: bias, epsilon: 1e-12, on: Workers(threads: 3)) == found)
  }

  @Test func layerNormHandCheckable() {
    // mean 2, variance 1
    let found = layerNorm(
      Matrix(rows: 1, columns: 2, [1, 3]), gain: [1, 2], bias: [0, 10], epsilon: 0, on: alone)
    #expect(found.values == [-1, 12])
  }

  @Test func layerNormOfAView() {
    var random = RandomNumbers(seed: 11)
    let view = Matrix(rows: 9, columns: 30, random.floats(270)).columns(5..<17)
    let (gain, bias) = (random.floats(12), random.floats(12))
    let copy = Matrix(rows: 9, columns: 12, view.values)
    #expect(
      layerNorm(view, gain: gain, bias: bias, epsilon: 1e-12, on: alone)
        == layerNorm(copy, gain: gain, bias: bias, epsilon: 1e-12, on: alone))
  }

  @Test func layerNormOfNothing() {
    #expect(
      layerNorm(Matrix(rows: 0, columns: 3), gain: [1, 1, 1], bias: [0, 0, 0], epsilon: 0, on: alone).values
        .isEmpty)
    #expect(
      layerNorm(Matrix(rows: 3, columns: 0), gain: [], bias: [], epsilon: 0, on: alone).values.isEmpty)
  }

  @Test func attentionOfARaggedBatchIsThatOfEachSentence() {
    var random = RandomNumbers(seed: 7)
    let lengths = [1, 9, 50, 3]
    let keys = [1, 6, 50, 2]
    var sentences: [Range<Int>] = []
    for length in lengths {
      let start = sentences.last?.upperBound ?? 0
      sentences.append(start..<start + length)
    }
    let (heads, size) = (3, 17)
    let width = heads * size
    let projected = Matrix(rows: 63, columns: 3 * width, random.floats(63 * 3 * width, size: 2))
    let together = attend(projected, sentences: sentences, keys: keys, heads: heads, on: alone)

    for (index, rows) in sentences.enumerated() {
      // Bit for bit what it gets alone, and near the naive one.
      let single = attend(
        projected.rows(rows), sentences: [0..<rows.count], keys: [keys[index]], heads: heads, on: alone)
      #expect(single.patterns[0] == together.patterns[index])
      #expect(single.context == together.context.rows(rows))
      for head in 0..<heads {
        func part(_ which: Int) -> [Float] {
          let start = which * width + head * size
          return projected.rows(rows).columns(start..<start + size).values
        }
        let expected = Naive.attention(
          q: part(0), k: part(1), v: part(2), tokens: rows.count, keys: keys[index], headSize: size)
        #expect(farthest(together.patterns[index][head].values, expected.pattern) < 1e-6)
        let context = together.context.rows(rows).columns(head * size..<(head + 1) * size)
        #expect(farthest(context.values, expected.context) < 2e-6)
      }
    }
    for threads in [2, 3] {
      let shared = attend(
        projected, sentences: sentences, keys: keys, heads: heads, on: Workers(threads: threads))
      #expect(shared.patterns == together.patterns)
      #expect(shared.context == together.context)
    }
  }

  @Test func attentionOfNothing() {
    let (patterns, context) = attend(
      Matrix(rows: 0, columns: 6), sentences: [], keys: [], heads: 2, on: alone)
    #expect(patterns.isEmpty && context.values.isEmpty)
  }

  @Test func softmaxOfARow() {
    #expect(softmax([]) == [])
    #expect(softmax([5]) == [1])
    // e⁰ : e^ln 3 = 1 : 3
    #expect(farthest(softmax([0, 1.098_612_3]), [0.25, 0.75]) < 1e-6)
  }

  @Test func dotAndCosine() {
    #expect(dot([1, 2, 3], [4, 5, 6]) == 32)
    #expect(dot([1, 2, 3], [4]) == 4)
    #expect(dot([], [1]) == 0)
    #expect(cosine([3, 4], [3, 4]) == 1)
    #expect(cosine([1, 0], [0, 1]) == 0)
    #expect(cosine([1, 0], [-2, 0]) == -1)
    #expect(cosine([0, 0], [1, 1]) == 0)
  }
}
