import Testing

@testable import Tensors

@Suite struct LinearTests {
  private let alone = Workers(threads: 1)

  @Test func handCheckable() {
    // y = (1·10 + 2·20 + 1, 3·10 + 4·20 − 1)
    let weight = StoredMatrix(Matrix(rows: 2, columns: 2, [1, 2, 3, 4]))
    let map = Linear(weight: weight, bias: [1, -1], on: alone)
    #expect(map(Matrix(rows: 1, columns: 2, [10, 20]), on: alone).values == [51, 109])
    #expect((map.inputs, map.outputs) == (2, 2))
  }

  @Test(arguments: [[48, 48, 48], [32, 32, 32], [48, 7], [7, 48], [1, 1, 1], [96, 48, 0]])
  func stackedPartsStandSideBySide(outputs: [Int]) {
    var random = RandomNumbers(seed: outputs.count)
    let x = Matrix(rows: 5, columns: 9, random.floats(45))
    let parts = outputs.enumerated().map { index, count in
      (
        weight: StoredMatrix(Matrix(rows: count, columns: 9, random.floats(count * 9))),
        bias: index == 1 ? nil : random.floats(count)
      )
    }
    let stacked = Linear(stacking: parts, on: alone)(x, on: alone)
    var first = 0
    for (part, count) in zip(parts, outputs) {
      let single = Linear(weight: part.weight, bias: part.bias, on: alone)(x, on: alone)
      #expect(stacked.columns(first..<first + count) == single)
      first += count
    }
    #expect(stacked.columns == first)
  }

  /// Views stand for their own numbers, as input and as residual.
  @Test func viewsAsInputAndResidual() {
    var random = RandomNumbers(seed: 8)
    let wide = Matrix(rows: 20, columns: 130, random.floats(2600))
    let x = wide.rows(3..<17).columns(100..<130)
    let residual = wide.rows(6..<20).columns(81..<130)
    let weight = Matrix(rows: 49, columns: 30, random.floats(49 * 30))
    let map = Linear(weight: StoredMatrix(weight), on: alone)
    let found = map(x, activation: .gelu, residual: residual, on: alone)
    let expected = Naive.product(
      x.values, weight.values, rows: 14, inputs: 30, outputs: 49, activation: .gelu,
      residual: residual.values)
    #expect(farthest(found.values, expected) < 5e-6)
  }

  @Test func threadsAndNeighboursChangeNoBit() {
    var random = RandomNumbers(seed: 2)
    let weight = StoredMatrix(Matrix(rows: 201, columns: 65, random.floats(201 * 65)))
    let bias = random.floats(201)
    let x = Matrix(rows: 37, columns: 65, random.floats(37 * 65))
    let one = Linear(weight: weight, bias: bias, on: alone)(x, activation: .gelu, on: alone)
    for threads in [2, 3] {
      let workers = Workers(threads: threads)
      #expect(Linear(weight: weight, bias: bias, on: workers)(x, activation: .gelu, on: workers) == one)
    }
    let map = Linear(weight: weight, bias: bias, on: alone)
    for rows in [0..<1, 5..<12, 30..<37] {
      #expect(map(x.rows(rows), activation: .gelu, on: alone) == one.rows(rows))
    }
  }

  /// x · matrix, of a view in the middle of another matrix too.
  @Test(arguments: [(1, 1), (7, 49), (48, 48), (130, 97)])
  func multipliesByAMatrixAsItLies(inputs: Int, outputs: Int) {
    var random = RandomNumbers(seed: outputs)
    let large = Matrix(rows: inputs + 2, columns: outputs + 3, random.floats((inputs + 2) * (outputs + 3)))
    let matrix = large.rows(1..<inputs + 1).columns(2..<outputs + 2)
    let x = Matrix(rows: 5, columns: inputs, random.floats(5 * inputs))
    let weights = (0..<outputs).flatMap { output in (0..<inputs).map { matrix[$0, output] } }
    let expected = Naive.product(x.values, weights, rows: 5, inputs: inputs, outputs: outputs)
    for workers in [alone, Workers(threads: 2)] {
      let found = Linear(multiplyingBy: matrix, on: workers)(x, on: workers)
      #expect(farthest(found.values, expected) < 1e-4)
    }
  }

  /// The weights come out as they went in, transposed: the largest bias costs the last digits alone.
  @Test(arguments: [(1, 1), (8, 24), (49, 17)])
  func theLinearPartIsTheWeightsWithoutTheBias(inputs: Int, outputs: Int) {
    var random = RandomNumbers(seed: inputs)
    let weight = Matrix(rows: outputs, columns: inputs, random.floats(outputs * inputs))
    for bias in [nil, random.floats(outputs, size: 3)] {
      let map = Linear(weight: StoredMatrix(weight), bias: bias, on: alone)
      let found = map.linearPart(on: alone)
      #expect((found.rows, found.columns) == (inputs, outputs))
      let expected = (0..<inputs).flatMap { input in (0..<outputs).map { weight[$0, input] } }
      if bias == nil { #expect(found.values == expected) }
      #expect(farthest(found.values, expected.map(Double.init)) < 5e-7)
    }
  }

  @Test func emptySizes() throws {
    let workers = Workers(threads: 2)
    let none = Linear(stacking: [], on: workers)
    #expect(none(Matrix(rows: 3, columns: 0), on: workers).values.isEmpty)
    let biasAlone = Linear(weight: StoredMatrix(Matrix(rows: 2, columns: 0)), bias: [1, 2], on: workers)
    #expect(biasAlone(Matrix(rows: 2, columns: 0), on: workers).values == [1, 2, 1, 2])
    let map = Linear(weight: StoredMatrix(Matrix(rows: 2, columns: 3)), on: workers)
    #expect(map(Matrix(rows: 0, columns: 3), on: workers).values.isEmpty)
  }

  @Test func activationOfAVector() {
    #expect(Activation.relu([-1, 0, 2]) == [0, 0, 2])
    #expect(Activation.gelu([]).isEmpty)
    // gelu(1) = Φ(1) = 0.8413447
    #expect(abs(Activation.gelu([1])[0] - 0.841_344_7) < 1e-6)
  }
}
