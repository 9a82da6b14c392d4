@testable import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the kernels compute, in plain loops and double precision: the oracle.
enum Naive {
  /// activation(x·Wᵀ + b) + residual; x: rows × inputs, weights: outputs × inputs, result: rows × outputs.
  static func product(
    _ x: [Float], _ weights: [Float], rows: Int, inputs: Int, outputs: Int, bias: [Float]? = nil,
    activation: Activation = .identity, residual: [Float]? = nil
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rows * outputs)
    x.withUnsafeBufferPointer { x in
      weights.withUnsafeBufferPointer { weights in
        for row in 0..<rows {
          for output in 0..<outputs {
            var sum = Double(bias?[output] ?? 0)
            for k in 0..<inputs { sum += Double(x[row * inputs + k]) * Double(weights[output * inputs + k]) }
            result[row * outputs + output] =
              apply(activation, sum) + Double(residual?[row * outputs + output] ?? 0)
          }
        }
      }
    }
    return result
  }

  static func apply(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .identity: x
    case .gelu: 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
    case .geluTanh: 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .relu: max(x, 0)
    case .silu: x / (1 + exp(-x))
    }
  }

  static func softmax(_ row: [Double]) -> [Double] {
    let largest = row.max() ?? 0
    let powers = row.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  static func layerNorm(_ row: [Float], gain: [Float], bias: [Float], epsilon: Float) -> [Double] {
    let x = row.map(Double.init)
    let mean = x.reduce(0, +) / Double(x.count)
    let variance = x.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(x.count)
    let scale = 1 / (variance + Double(epsilon)).squareRoot()
    return x.indices.map { (x[$0] - mean) * scale * Double(gain[$0]) + Double(bias[$0]) }
  }

  /// One head: `q`, `k`, `v` are tokens × headSize; keys from `keys` on weigh nothing.
  static func attention(q: [Float], k: [Float], v: [Float], tokens: Int, keys: Int, headSize: Int)
    -> (pattern: [Double], context: [Double])
  {
    var pattern: [Double] = []
    var context: [Double] = []
    for query in 0..<tokens {
      let scores = (0..<keys).map { key in
        var sum = 0.0
        for i in 0..<headSize { sum += Double(q[query * headSize + i]) * Double(k[key * headSize + i]) }
        return sum / Double(headSize).squareRoot()
      }
      let weights = softmax(scores)
      pattern += weights + [Double](repeating: 0, count: tokens - keys)
      for i in 0..<headSize {
        var sum = 0.0
        for key in 0..<keys { sum += weights[key] * Double(v[key * headSize + i]) }
        context.append(sum)
      }
    }
    return (pattern, context)
  }
}

/// The largest distance between two rows of numbers; infinity where one is NaN and the other is not.
func farthest(_ found: [Float], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  var worst = 0.0
  for (found, expected) in zip(found, expected) {
    if found.isNaN != expected.isNaN { return .infinity }
    worst = max(worst, abs(Double(found) - expected))
  }
  return worst
}

/// What this machine can run, the portable kernels at least.
let runnable = InstructionSet.allCases.filter { $0 <= .supported }
