/// Rows and columns of Float: one sentence's vectors (tokens × hidden), one head's attention (queries ×
/// keys).
///
/// A matrix is a value. Several may look at one buffer (`rows`, `columns`); the first write to a shared one
/// copies it. Rows are `stride` floats apart and begin on 64-byte boundaries, with room for the kernels to
/// write whole panels.
public struct Matrix: Sendable {
  public let rows: Int
  public let columns: Int
  /// Floats from one row to the next.
  let stride: Int
  private var buffer: FloatBuffer
  private let offset: Int

  /// All zeros.
  public init(rows: Int, columns: Int) {
    self.init(uninitializedRows: rows, columns: columns)
    buffer.start.update(repeating: 0, count: buffer.count)
  }

  /// - Parameter values: row-major; what is missing is zero, what is too many is left out.
  public init(rows: Int, columns: Int, _ values: [Float]) {
    self.init(rows: rows, columns: columns)
    for row in 0..<self.rows {
      for column in 0..<self.columns where row * columns + column < values.count {
        buffer.start[row * stride + column] = values[row * columns + column]
      }
    }
  }

  /// The rows' own numbers are for the caller to fill.
  init(uninitializedRows rows: Int, columns: Int) {
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
    stride = roundedUp(self.columns, to: Kernels.rowMultiple)
    buffer = FloatBuffer(count: self.rows * stride + Kernels.rowMultiple)
    offset = 0
  }

  private init(rows: Int, columns: Int, stride: Int, buffer: FloatBuffer, offset: Int) {
    self.rows = rows
    self.columns = columns
    self.stride = stride
    self.buffer = buffer
    self.offset = offset
  }

  public subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
      return buffer.start[offset + row * stride + column]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
      makeUnique()
      buffer.start[offset + row * stride + column] = newValue
    }
  }

  /// One row's numbers.
  public func row(_ index: Int) -> [Float] {
    precondition(index >= 0 && index < rows, "outside the matrix")
    return Array(UnsafeBufferPointer(start: buffer.start + (offset + index * stride), count: columns))
  }

  /// Replaces one row.
  public mutating func setRow(_ index: Int, _ values: [Float]) {
    precondition(index >= 0 && index < rows && values.count == columns, "outside the matrix")
    makeUnique()
    values.withUnsafeBufferPointer { source in
      if let source = source.baseAddress {
        (buffer.start + (offset + index * stride)).update(from: source, count: columns)
      }
    }
  }

  /// Some of the rows; the storage is shared.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "outside the matrix")
    return Matrix(
      rows: range.count, columns: columns, stride: stride, buffer: buffer,
      offset: offset + range.lowerBound * stride)
  }

  /// Some of the columns; the storage is shared.
  public func columns(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= columns, "outside the matrix")
    return Matrix(
      rows: rows, columns: range.count, stride: stride, buffer: buffer, offset: offset + range.lowerBound)
  }

  /// Row-major, rows × columns numbers.
  public var values: [Float] {
    Array(unsafeUninitializedCapacity: rows * columns) { result, count in
      if let start = result.baseAddress { copyValues(to: start) }
      count = rows * columns
    }
  }

  private mutating func makeUnique() {
    guard !isKnownUniquelyReferenced(&buffer) else { return }
    let copy = Matrix(uninitializedRows: rows, columns: columns)
    for row in 0..<rows {
      (copy.buffer.start + row * copy.stride).update(from: start + row * stride, count: columns)
    }
    self = copy
  }

  // MARK: Inside Tensors

  /// Row-major, without the rows' padding.
  func copyValues(to result: MutableFloats) {
    for row in 0..<rows { (result + row * columns).update(from: start + row * stride, count: columns) }
  }

  /// The first number. Valid while the matrix lives.
  var start: Floats { Floats(buffer.start + offset) }

  /// To write through. Only for a matrix just made, which nobody else looks at yet.
  var freshStart: MutableFloats { buffer.start + offset }
}

extension Matrix: Equatable {
  public static func == (left: Matrix, right: Matrix) -> Bool {
    left.rows == right.rows && left.columns == right.columns
      && (0..<left.rows).allSatisfy { left.row($0) == right.row($0) }
  }
}

/// Memory for floats, aligned to 64 bytes (a cache line, a 512-bit vector).
///
/// Unchecked: it is written before it is shared, and by nobody afterwards (`Matrix` copies on write).
final class FloatBuffer: @unchecked Sendable {
  let start: MutableFloats
  let count: Int

  var bytes: UnsafeMutableRawPointer { UnsafeMutableRawPointer(start) }
  var asBytes: MutableBytes { bytes.assumingMemoryBound(to: UInt8.self) }

  convenience init(zeros count: Int) {
    self.init(count: count)
    start.update(repeating: 0, count: count)
  }

  convenience init(byteCount: Int) {
    let size = MemoryLayout<Float>.stride
    self.init(count: (byteCount + size - 1) / size)
  }

  init(count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    start = memory.bindMemory(to: Float.self, capacity: count)
  }

  deinit { start.deallocate() }
}

func roundedUp(_ count: Int, to multiple: Int) -> Int { (count + multiple - 1) / multiple * multiple }
