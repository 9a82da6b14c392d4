import Testing

@testable import Tensors

struct LinearTests {
  private let one = Workers(threads: 1)

  private func stored(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    Matrix(rows: rows, columns: columns, numbers(rows * columns, seed: seed))
  }

  @Test(arguments: [1, 47, 48, 50])
  func againstThePlainLoop(_ outputs: Int) {
    let (x, weight) = (stored(5, 20, seed: 1), stored(outputs, 20, seed: 2))
    let (bias, residual) = (numbers(outputs, seed: 3), stored(5, outputs, seed: 4))
    let y = Linear(weight: StoredMatrix(weight), bias: bias, on: one)(
      x, activation: .gelu, residual: residual, on: one)
    let expected = Naive.linear(
      x.values, rows: 5, weight: weight.values, bias: bias, outputs: outputs, activation: .gelu,
      residual: residual.values)
    for (found, expected) in zip(y.values, expected) { #expect(abs(Double(found) - expected) < 5e-6) }
    #expect(y.columns == outputs)
  }

  /// Stacked maps are the same maps side by side, whether or not their sizes fill panels.
  @Test(arguments: [16, 48, 50])
  func stacking(_ outputs: Int) {
    let x = stored(7, 12, seed: 5)
    let parts = (0..<3).map { part in
      (
        weight: StoredMatrix(stored(outputs, 12, seed: 10 + UInt64(part))),
        bias: part == 1 ? nil : numbers(outputs, seed: 20)
      )
    }
    let stacked = Linear(stacking: parts, on: one)(x, on: one)
    for (index, part) in parts.enumerated() {
      let alone = Linear(weight: part.weight, bias: part.bias, on: one)(x, on: one)
      #expect(stacked.columns(index * outputs..<(index + 1) * outputs) == alone)
    }
  }

  /// A view into a wider matrix is as good as a copy.
  @Test func takesViews() {
    let wide = stored(6, 30, seed: 6)
    let map = Linear(weight: StoredMatrix(stored(9, 10, seed: 7)), on: one)
    let view = wide.columns(11..<21).rows(1..<5)
    #expect(map(view, on: one) == map(Matrix(rows: 4, columns: 10, view.values), on: one))
  }

  @Test func noRows() {
    let map = Linear(weight: StoredMatrix(stored(9, 10, seed: 7)), on: one)
    #expect(map(Matrix(rows: 0, columns: 10), on: one).values == [])
  }

  /// The same bits, however many threads share the work.
  @Test func threadsChangeNothing() {
    let (x, weight) = (stored(33, 64, seed: 8), StoredMatrix(stored(300, 64, seed: 9)))
    let results = [1, 2, 3].map { threads in
      let workers = Workers(threads: threads)
      return Linear(weight: weight, on: workers)(x, activation: .gelu, on: workers)
    }
    #expect(results[1] == results[0])
    #expect(results[2] == results[0])
  }
}
