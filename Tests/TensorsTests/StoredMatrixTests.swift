import Foundation
import Testing

@testable import Tensors

struct StoredMatrixTests {
  @Test func sizesMustFit() {
    let bytes = StoredBytes([UInt8](repeating: 0, count: 24))
    #expect(StoredMatrix(bytes: bytes, rows: 2, columns: 3, element: .float32) != nil)
    #expect(StoredMatrix(bytes: bytes, rows: 4, columns: 3, element: .float16) != nil)
    #expect(StoredMatrix(bytes: bytes, rows: 2, columns: 2, element: .float32) == nil)
    #expect(StoredMatrix(bytes: bytes, rows: .max, columns: .max, element: .float32) == nil)
    #expect(StoredMatrix(bytes: bytes, rows: -2, columns: -3, element: .float32) == nil)
  }

  @Test func widens() throws {
    let halves: [Float16] = [1, -2, 0.5, 65504, 0, -0.0]
    let bytes = StoredBytes(halves.withUnsafeBytes(Array.init))
    let stored = try #require(StoredMatrix(bytes: bytes, rows: 2, columns: 3, element: .float16))
    #expect(stored.row(1) == [65504, 0, 0])
    #expect(stored.matrix().values == [1, -2, 0.5, 65504, 0, 0])
    #expect(StoredMatrix(Matrix(rows: 1, columns: 2, [3, 4])).row(0) == [3, 4])
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsFound(_ bad: Float) throws {
    for place in [0, 5, 99] {
      var values = [Float](repeating: 1, count: 100)
      #expect(StoredMatrix(Matrix(rows: 1, columns: 100, values)).isFinite)
      values[place] = bad
      #expect(!StoredMatrix(Matrix(rows: 1, columns: 100, values)).isFinite)
      let halves = StoredBytes(values.map { Float16($0) }.withUnsafeBytes(Array.init))
      #expect(try !#require(StoredMatrix(bytes: halves, rows: 1, columns: 100, element: .float16)).isFinite)
      let brains = StoredBytes(values.map { UInt16($0.bitPattern >> 16) }.withUnsafeBytes(Array.init))
      #expect(try !#require(StoredMatrix(bytes: brains, rows: 1, columns: 100, element: .bfloat16)).isFinite)
    }
  }
}
