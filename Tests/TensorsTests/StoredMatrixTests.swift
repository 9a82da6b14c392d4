import Testing

@testable import Tensors

@Suite struct StoredMatrixTests {
  @Test(arguments: [ElementType.float32, .float16, .bfloat16])
  func numbersAreWidened(element: ElementType) throws {
    // 1, −2, 0.5, infinity, the smallest subnormal, −0
    let stored: [UInt8] =
      switch element {
      case .float32: bytes(of: [Float(1), -2, 0.5, .infinity, .leastNonzeroMagnitude, -0.0])
      case .float16: bytes(of: [0x3C00, 0xC000, 0x3800, 0x7C00, 0x0001, 0x8000] as [UInt16])
      case .bfloat16: bytes(of: [0x3F80, 0xC000, 0x3F00, 0x7F80, 0x0001, 0x8000] as [UInt16])
      }
    let smallest: Float =
      switch element {
      case .float32: .leastNonzeroMagnitude
      case .float16: 0x1p-24
      case .bfloat16: Float(bitPattern: 0x0001_0000)
      }
    let matrix = try #require(
      StoredMatrix(bytes: StoredBytes(stored), rows: 2, columns: 3, element: element))
    #expect(matrix.row(0) == [1, -2, 0.5])
    #expect(matrix.row(1) == [.infinity, smallest, 0])
    #expect(matrix.row(1)[2].sign == .minus)
    #expect(matrix.matrix() == Matrix(rows: 2, columns: 3, [1, -2, 0.5, .infinity, smallest, 0]))
    #expect(!matrix.isFinite)
  }

  @Test func anyAlignmentWillDo() throws {
    try withScratchFile([9] + bytes(of: [Float(3), 4, 5, 6])) { path in
      let matrix = try #require(
        StoredMatrix(bytes: try MappedFile(path: path).bytes(1..<17), rows: 2, columns: 2, element: .float32))
      #expect(matrix.matrix().values == [3, 4, 5, 6])
      #expect(matrix.isFinite)
      let map = Linear(weight: matrix, on: Workers(threads: 1))
      #expect(map(Matrix(rows: 1, columns: 2, [1, 10]), on: Workers(threads: 1)).values == [43, 65])
    }
  }

  @Test func bytesThatAreNotTheShapeAreRefused() {
    let bytes = StoredBytes([UInt8](repeating: 0, count: 16))
    #expect(StoredMatrix(bytes: bytes, rows: 2, columns: 2, element: .float32) != nil)
    #expect(StoredMatrix(bytes: bytes, rows: 2, columns: 2, element: .float16) == nil)
    #expect(StoredMatrix(bytes: bytes, rows: 3, columns: 2, element: .float32) == nil)
    #expect(StoredMatrix(bytes: bytes, rows: -2, columns: -2, element: .float32) == nil)
    // Products that overflow to the right size.
    #expect(StoredMatrix(bytes: bytes, rows: 1 << 32, columns: 1 << 32, element: .float32) == nil)
    #expect(StoredMatrix(bytes: StoredBytes([]), rows: 1 << 62, columns: 4, element: .float32) == nil)
    #expect(StoredMatrix(bytes: StoredBytes([]), rows: 1 << 61, columns: 4, element: .float16) == nil)
  }

  @Test func emptyIsFinite() throws {
    let empty = try #require(StoredMatrix(bytes: StoredBytes([]), rows: 0, columns: 7, element: .float16))
    #expect(empty.isFinite)
    #expect(empty.matrix().values.isEmpty)
  }

  @Test func aViewIsStoredWithoutItsPadding() {
    let matrix = Matrix(rows: 3, columns: 5, (0..<15).map(Float.init)).columns(1..<4).rows(1..<3)
    #expect(StoredMatrix(matrix).matrix() == matrix)
    #expect(StoredMatrix(matrix).row(1) == [11, 12, 13])
  }

  @Test func stackingWidens() throws {
    let halves = try #require(
      StoredMatrix(
        bytes: StoredBytes(bytes(of: [0x3C00, 0xC000] as [UInt16])), rows: 1, columns: 2, element: .float16))
    let floats = StoredMatrix(Matrix(rows: 2, columns: 2, [3, 4, 5, 6]))
    #expect(StoredMatrix(stacking: [halves, floats]).matrix().values == [1, -2, 3, 4, 5, 6])
  }

  @Test func bytesAreACopy() {
    var source: [UInt8] = [1, 2, 3]
    let stored = StoredBytes(source)
    source[0] = 9
    #expect(stored.array == [1, 2, 3] && stored.count == 3)
  }
}
