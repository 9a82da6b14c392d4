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

  /// A silent head is zeros, whatever memory held before; the others are as without it.
  @Test(arguments: [[], [0], [2], [0, 1, 2], [7]], [1, 3])
  func silentHeadsAreZerosAndTheOthersUntouched(silent: [Int], threads: Int) {
    var random = RandomNumbers(seed: 9)
    let (heads, size) = (3, 17)
    let projected = Matrix(rows: 12, columns: 9 * size, random.floats(12 * 9 * size))
    let (sentences, keys) = ([0..<5, 5..<12], [5, 4])
    let all = attend(projected, sentences: sentences, keys: keys, heads: heads, on: alone)
    let some = attend(
      projected, sentences: sentences, keys: keys, heads: heads, silent: Set(silent),
      on: Workers(threads: threads))
    for head in 0..<heads {
      let columns = head * size..<(head + 1) * size
      let isSilent = silent.contains(head)
      #expect(
        some.context.columns(columns)
          == (isSilent ? Matrix(rows: 12, columns: size) : all.context.columns(columns)))
      for (index, rows) in sentences.enumerated() {
        #expect(
          some.patterns[index][head]
            == (isSilent ? Matrix(rows: rows.count, columns: rows.count) : all.patterns[index][head]))
      }
    }
  }

  @Test func productOfRowsHandCheckable() {
    let a = Matrix(rows: 1, columns: 2, [1, 2])
    let b = Matrix(rows: 3, columns: 2, [1, 0, 0, 1, 3, 4])
    #expect(productOfRows(a, b, scale: 2, on: alone) == Matrix(rows: 1, columns: 3, [2, 4, 22]))
  }

  @Test func productOfRowsOfViews() {
    var random = RandomNumbers(seed: 12)
    let wide = Matrix(rows: 23, columns: 90, random.floats(23 * 90))
    let (a, b) = (wide.rows(2..<21).columns(5..<42), wide.rows(0..<7).columns(50..<87))
    let found = productOfRows(a, b, scale: 0.5, on: alone)
    let expected = Naive.product(a.values, b.values, rows: 19, inputs: 37, outputs: 7).map { $0 / 2 }
    #expect(farthest(found.values, expected) < 2e-6)
    #expect(productOfRows(a, b, scale: 0.5, on: Workers(threads: 3)) == found)
  }

  @Test func productOfNoRowsOrNoColumns() {
    let none = Matrix(rows: 0, columns: 2)
    let two = Matrix(rows: 2, columns: 2, [1, 2, 3, 4])
    #expect(productOfRows(none, two, scale: 1, on: alone) == Matrix(rows: 0, columns: 2))
    #expect(productOfRows(two, none, scale: 1, on: alone) == Matrix(rows: 2, columns: 0))
    let narrow = Matrix(rows: 2, columns: 0)
    #expect(productOfRows(narrow, narrow, scale: 1, on: alone) == Matrix(rows: 2, columns: 2))
  }

  @Test func meanOfMatrices() {
    let a = Matrix(rows: 2, columns: 3, [1, 2, 3, 4, 5, 6])
    let b = Matrix(rows: 4, columns: 5, (0..<20).map { Float($0) }).rows(1..<3).columns(2..<5)
    // b is 7 8 9, 12 13 14
    for threads in [1, 2] {
      let workers = Workers(threads: threads)
      #expect(mean(of: [a, b], on: workers) == Matrix(rows: 2, columns: 3, [4, 5, 6, 8, 9, 10]))
      #expect(mean(of: [a], on: workers) == a)
    }
    #expect(mean(of: [], on: alone) == nil)
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
