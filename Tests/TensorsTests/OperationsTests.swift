import Testing

@testable import Tensors

struct OperationsTests {
  @Test(arguments: [1, 2])
  func raggedAttentionIsThatOfEachSentence(_ threads: Int) {
    let workers = Workers(threads: threads)
    let lengths = [3, 1, 20, 50]
    let keys = [3, 1, 17, 50]
    let rows = lengths.reduce(0, +)
    let projected = Matrix(rows: rows, columns: 3 * 24, numbers(rows * 72, seed: 1))
    var sentences: [Range<Int>] = []
    for length in lengths {
      let start = sentences.last?.upperBound ?? 0
      sentences.append(start..<start + length)
    }
    let together = attend(projected, sentences: sentences, keys: keys, heads: 3, on: workers)
    for index in sentences.indices {
      let part = projected.rows(sentences[index])
      let alone = attend(part, sentences: [0..<lengths[index]], keys: [keys[index]], heads: 3, on: workers)
      #expect(together.patterns[index] == alone.patterns[0])
      #expect(together.context.rows(sentences[index]) == alone.context)
      let expected = Naive.attend(part, keys: keys[index], heads: 3)
      for (pattern, plain) in zip(alone.patterns[0], expected.patterns) {
        for query in 0..<lengths[index] {
          let row = pattern.row(query)
          #expect(abs(row.reduce(0, +) - 1) < 1e-6)
          #expect(row[keys[index]...].allSatisfy { $0 == 0 })
          #expect(zip(row, plain[query]).allSatisfy { abs(Double($0) - $1) < 1e-6 })
        }
      }
    }
  }

  @Test func layerNormOfViews() {
    let workers = Workers(threads: 2)
    let wide = Matrix(rows: 9, columns: 30, numbers(270, seed: 2))
    let (gain, bias) = (numbers(12, seed: 3), numbers(12, seed: 4))
    let view = wide.columns(5..<17)
    let found = layerNorm(view, gain: gain, bias: bias, epsilon: 1e-12, on: workers)
    for row in 0..<9 {
      let expected = Naive.layerNorm(view.row(row), gain: gain, bias: bias, epsilon: 1e-12)
      #expect(zip(found.row(row), expected).allSatisfy { abs(Double($0) - $1) < 3e-6 })
    }
  }

  @Test func vectors() {
    #expect(softmax([0, 0]) == [0.5, 0.5])
    #expect(softmax([]) == [])
    #expect(dot([1, 2, 3], [4, 5, 6]) == 32)
    #expect(dot([], []) == 0)
    #expect(cosine([1, 0], [0, 3]) == 0)
    #expect(cosine([1, 1], [0, 0]) == 0)
    #expect(tanh([0]) == [0])
  }
}
