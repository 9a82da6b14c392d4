import Testing

@testable import Tensors

struct MatrixTests {
  private let matrix = Matrix(rows: 2, columns: 3, [1, 2, 3, 4, 5, 6])

  @Test func rowsAndColumns() {
    #expect(matrix[1, 2] == 6)
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.rows(1..<2).values == [4, 5, 6])
    #expect(matrix.columns(1..<3).values == [2, 3, 5, 6])
    #expect(matrix.columns(1..<3).rows(1..<2)[0, 0] == 5)
    #expect(matrix.rows(0..<0).values == [])
  }

  @Test func missingValuesAreZero() {
    #expect(Matrix(rows: 2, columns: 2, [1]).values == [1, 0, 0, 0])
    #expect(Matrix(rows: 2, columns: 1, [1, 2, 3]).values == [1, 2])
    #expect(Matrix(rows: 0, columns: 5).values == [])
    #expect(Matrix(rows: -1, columns: -1).rows == 0)
  }

  /// Values share memory until one of them is written.
  @Test func writingCopies() {
    var copy = matrix
    var part = matrix.rows(1..<2)
    copy[0, 0] = 9
    part[0, 0] = 8
    part.setRow(0, [7, 7, 7])
    #expect(matrix.values == [1, 2, 3, 4, 5, 6])
    #expect(copy.values == [9, 2, 3, 4, 5, 6])
    #expect(part.values == [7, 7, 7])
  }

  @Test func equality() {
    #expect(matrix == Matrix(rows: 2, columns: 3, [1, 2, 3, 4, 5, 6]))
    #expect(matrix != Matrix(rows: 3, columns: 2, [1, 2, 3, 4, 5, 6]))
    #expect(matrix.columns(0..<2) == Matrix(rows: 2, columns: 2, [1, 2, 4, 5]))
  }

  @Test func rowsAreAligned() {
    for columns in [1, 16, 47, 48, 100] {
      let matrix = Matrix(rows: 3, columns: columns)
      #expect(UInt(bitPattern: matrix.start) % 64 == 0)
      #expect(matrix.stride % Kernels.rowMultiple == 0 && matrix.stride >= columns)
    }
  }
}
