/// (x − mean) / √(variance + epsilon) · gain + bias, each row by itself (Ba et al. 2016).
///
/// - Parameter gain, bias: one number a column.
public func layerNorm(_ x: Matrix, gain: [Float], bias: [Float], epsilon: Float, on workers: Workers)
  -> Matrix
{
  precondition(
    gain.count == x.columns && bias.count == x.columns, "gain and bias have another width than the rows")
  let y = Matrix(uninitializedRows: x.rows, columns: x.columns)
  let kernels = Kernels.active
  let chunks = workers.threads == 1 ? 1 : min(x.rows, workers.threads * 4)
  gain.withUnsafeBufferPointer { gain in
    bias.withUnsafeBufferPointer { bias in
      guard let gain = gain.baseAddress, let bias = bias.baseAddress else { return }
      workers.run(chunks) { chunk in
        for row in x.rows * chunk / chunks..<x.rows * (chunk + 1) / chunks {
          kernels.layerNorm(
            x.start + row * x.stride, y.freshStart + row * y.stride, x.columns, gain, bias, epsilon)
        }
      }
    }
  }
  return y
}

/// Multi-head scaled dot-product attention (Vaswani et al. 2017) of many sentences whose rows are stacked.
///
/// - Parameters:
///   - projected: rows × 3H, Q | K | V side by side.
///   - sentences: each sentence's rows; together all rows, in order.
///   - keys: how many leading keys of each sentence are real (attention_mask); later ones get weight 0.
///   - heads: divides H.
///   - silent: heads that look at nothing: their patterns and their context are zeros.
/// - Returns: patterns[sentence][head], T × T, each row a softmax; context, rows × H.
public func attend(
  _ projected: Matrix, sentences: [Range<Int>], keys: [Int], heads: Int, silent: Set<Int> = [],
  on workers: Workers
) -> (patterns: [[Matrix]], context: Matrix) {
  precondition(heads > 0 && projected.columns % (3 * heads) == 0, "the heads do not divide the width")
  precondition(
    sentences.map(\.lowerBound) + [projected.rows] == [0] + sentences.map(\.upperBound),
    "the sentences are not the rows in order")
  precondition(
    sentences.count == keys.count && zip(sentences, keys).allSatisfy { 1 <= $1 && $1 <= $0.count },
    "each sentence has at least one real key, and no more keys than tokens")
  let width = projected.columns / 3
  let headSize = width / heads
  let kernels = Kernels.active
  let context = Matrix(uninitializedRows: projected.rows, columns: width)
  // One buffer a sentence, its heads one below the other.
  let patterns = sentences.map { Matrix(uninitializedRows: heads * $0.count, columns: $0.count) }

  workers.run(sentences.count * heads) { job in
    let (sentence, head) = job.quotientAndRemainder(dividingBy: heads)
    let tokens = sentences[sentence].count
    let pattern = patterns[sentence]
    let patternStart = pattern.freshStart + head * tokens * pattern.stride
    let contextStart =
      context.freshStart + (sentences[sentence].lowerBound * context.stride + head * headSize)
    if silent.contains(head) {
      for row in 0..<tokens {
        (patternStart + row * pattern.stride).update(repeating: 0, count: tokens)
        (contextStart + row * context.stride).update(repeating: 0, count: headSize)
      }
      return
    }
    let scratch = FloatBuffer(count: kernels.attentionScratch(tokens, headSize))
    let q = projected.start + (sentences[sentence].lowerBound * projected.stride + head * headSize)
    withExtendedLifetime(scratch) {
      kernels.attend(
        tokens, keys[sentence], headSize, q, q + width, q + 2 * width, projected.stride,
        patternStart, pattern.stride, contextStart, context.stride, scratch.start)
    }
  }
  return (
    patterns.map { pattern in
      let tokens = pattern.columns
      return (0..<heads).map { pattern.rows($0 * tokens..<($0 + 1) * tokens) }
    }, context
  )
}

/// scale · a·bᵀ: the dot product of every row of `a` with every row of `b`. Packing `b` as a map's weights pays
/// from some ten rows of `a` on.
///
/// - Returns: a.rows × b.rows.
public func productOfRows(_ a: Matrix, _ b: Matrix, scale: Float, on workers: Workers) -> Matrix {
  precondition(a.columns == b.columns, "the rows have different lengths")
  let product = Linear(weight: StoredMatrix(b), on: workers)(a, on: workers)
  guard scale != 1 else { return product }
  workers.run(product.rows) { row in
    let values = product.freshStart + row * product.stride
    for column in 0..<product.columns { values[column] *= scale }
  }
  return product
}

/// The mean of matrices of one shape; nil of none.
public func mean(of matrices: [Matrix], on workers: Workers) -> Matrix? {
  guard let first = matrices.first else { return nil }
  precondition(
    matrices.allSatisfy { $0.rows == first.rows && $0.columns == first.columns }, "the shapes differ")
  let mean = Matrix(rows: first.rows, columns: first.columns)
  let share = 1 / Float(matrices.count)
  workers.run(first.rows) { row in
    let sum = mean.freshStart + row * mean.stride
    for matrix in matrices {
      let values = matrix.start + row * matrix.stride
      for column in 0..<first.columns { sum[column] += values[column] }
    }
    for column in 0..<first.columns { sum[column] *= share }
  }
  return mean
}

/// e^x / Σe^x, computed from x − max x.
public func softmax(_ row: [Float]) -> [Float] {
  let result = Matrix(rows: 1, columns: row.count, row)
  Kernels.active.softmax(result.freshStart, row.count, row.count, 1)
  return result.row(0)
}

/// Σ a·b over the shorter of the two.
public func dot(_ a: [Float], _ b: [Float]) -> Float {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
      return Kernels.active.dot(first, second, min(a.count, b.count))
    }
  }
}

/// The cosine of the angle between two vectors; 0 where one of them is zero.
public func cosine(_ a: [Float], _ b: [Float]) -> Float {
  let lengths = dot(a, a).squareRoot() * dot(b, b).squareRoot()
  return lengths > 0 ? dot(a, b) / lengths : 0
}
