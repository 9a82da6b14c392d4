import Foundation

@testable import Tensors

/// The plain loops that the kernels are held against, in double precision.
enum Naive {
  /// activation(x·Wᵀ + b) + residual, all row-major.
  static func linear(
    _ x: [Float], rows: Int, weight: [Float], bias: [Float], outputs: Int, activation: Activation = .identity,
    residual: [Float]? = nil
  ) -> [Double] {
    let inputs = rows == 0 ? 0 : x.count / rows
    var result = [Double](repeating: 0, count: rows * outputs)
    for row in 0..<rows {
      for output in 0..<outputs {
        var sum = Double(bias[output])
        for k in 0..<inputs { sum += Double(x[row * inputs + k]) * Double(weight[output * inputs + k]) }
        let index = row * outputs + output
        result[index] = apply(activation, sum) + Double(residual?[index] ?? 0)
      }
    }
    return result
  }

  static func apply(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .identity: x
    case .gelu: 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
    case .geluTanh: 0.5 * x * (1 + Foundation.tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
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

  static func layerNorm(_ row: [Float], gain: [Float], bias: [Float], epsilon: Double) -> [Double] {
    let count = Double(row.count)
    let mean = row.reduce(0) { $0 + Double($1) } / count
    let variance = row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    return row.indices.map {
      (Double(row[$0]) - mean) / (variance + epsilon).squareRoot() * Double(gain[$0]) + Double(bias[$0])
    }
  }

  /// One sentence; projected is tokens × 3H.
  static func attend(
    _ projected: Matrix, keys: Int, heads: Int
  ) -> (patterns: [[[Double]]], context: [[Double]]) {
    let width = projected.columns / 3
    let size = width / heads
    var context = Array(repeating: Array(repeating: 0.0, count: width), count: projected.rows)
    let patterns = (0..<heads).map { head in
      (0..<projected.rows).map { query -> [Double] in
        let scores = (0..<keys).map { key in
          (0..<size).reduce(0.0) {
            $0 + Double(projected[query, head * size + $1]) * Double(projected[key, width + head * size + $1])
          } / Double(size).squareRoot()
        }
        let weights = softmax(scores)
        for column in 0..<size {
          context[query][head * size + column] = (0..<keys).reduce(0.0) {
            $0 + weights[$1] * Double(projected[$1, 2 * width + head * size + column])
          }
        }
        return weights + Array(repeating: 0, count: projected.rows - keys)
      }
    }
    return (patterns, context)
  }
}

/// Numbers between -1 and 1, the same ones for the same seed.
func numbers(_ count: Int, seed: UInt64) -> [Float] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
  }
}

/// The levels that this machine runs.
let levels = InstructionSet.allCases.filter { $0 <= .supported }
