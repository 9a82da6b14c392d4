import Testing

@testable import Tensors

@Suite struct MatrixTests {
  private let counted = Matrix(rows: 3, columns: 4, (0..<12).map(Float.init))

  @Test func valuesAreRowMajor() {
    #expect(counted[1, 2] == 6)
    #expect(counted.row(2) == [8, 9, 10, 11])
    #expect(counted.values == (0..<12).map(Float.init))
    #expect(Matrix(rows: 2, columns: 2).values == [0, 0, 0, 0])
  }

  @Test func missingValuesAreZeroAndExtraOnesLeftOut() {
    #expect(Matrix(rows: 2, columns: 2, [1]).values == [1, 0, 0, 0])
    #expect(Matrix(rows: 1, columns: 2, [1, 2, 3]).values == [1, 2])
  }

  @Test func viewsShareTheStorage() {
    let rows = counted.rows(1..<3)
    let columns = rows.columns(1..<3)
    #expect(rows.start == counted.start + counted.stride)
    #expect(columns.start == rows.start + 1)
    #expect(columns.values == [5, 6, 9, 10])
    #expect((columns.rows, columns.columns) == (2, 2))
  }

  @Test func writingToOneLeavesTheOthers() {
    var copy = counted
    copy[0, 0] = 100
    #expect(counted[0, 0] == 0 && copy[0, 0] == 100)
    var view = counted.columns(2..<4)
    view.setRow(1, [60, 70])
    #expect(view.values == [2, 3, 60, 70, 10, 11])
    #expect(counted.row(1) == [4, 5, 6, 7])
  }

  @Test func aSoleOwnerWritesInPlace() {
    var matrix = Matrix(rows: 2, columns: 2)
    let start = matrix.start
    matrix[1, 1] = 3
    #expect(matrix.start == start)
  }

  @Test func equalityIsOfShapeAndValues() {
    #expect(counted == Matrix(rows: 3, columns: 4, (0..<12).map(Float.init)))
    #expect(counted.columns(0..<2) == Matrix(rows: 3, columns: 2, [0, 1, 4, 5, 8, 9]))
    #expect(counted != Matrix(rows: 4, columns: 3, (0..<12).map(Float.init)))
    #expect(Matrix(rows: 1, columns: 1, [.nan]) != Matrix(rows: 1, columns: 1, [.nan]))
  }

  @Test(arguments: [(0, 0), (0, 5), (5, 0), (-1, 3)])
  func emptyMatrices(shape: (rows: Int, columns: Int)) {
    let matrix = Matrix(rows: shape.rows, columns: shape.columns)
    #expect(matrix.values.isEmpty)
    #expect(matrix.rows(0..<matrix.rows) == matrix)
    #expect(matrix.columns(0..<matrix.columns) == matrix)
  }

  /// What the kernels count on: rows begin on cache lines and have room for whole panels.
  @Test(arguments: [1, 16, 47, 48, 49, 384, 385])
  func rowsHaveRoomForPanels(columns: Int) {
    let matrix = Matrix(rows: 3, columns: columns)
    #expect(UInt(bitPattern: matrix.start) % 64 == 0 && matrix.stride % 16 == 0)
    for set in runnable {
      #expect(matrix.stride >= roundedUp(columns, to: Kernels.of(set).panelWidth))
      #expect(Kernels.rowMultiple % Kernels.of(set).panelWidth == 0)
    }
  }
}
