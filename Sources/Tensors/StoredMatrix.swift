/// How a number is stored.
public enum ElementType: Int, Hashable, Sendable {
  // The raw values are the kernels' numbers.
  case float32 = 0
  case float16 = 1
  case bfloat16 = 2

  /// Bytes a number.
  public var size: Int { self == .float32 ? 4 : 2 }
}

/// Bytes that belong to somebody: a mapped file, an array.
///
/// Unchecked: the bytes are only read, and the owner keeps them where they are.
public struct StoredBytes: @unchecked Sendable {
  let memory: UnsafeRawBufferPointer
  private let owner: AnyObject

  init(memory: UnsafeRawBufferPointer, owner: AnyObject) {
    self.memory = memory
    self.owner = owner
  }

  /// A copy of `bytes`.
  public init(_ bytes: [UInt8]) {
    let buffer = FloatBuffer(count: (bytes.count + 3) / 4)
    let memory = UnsafeMutableRawPointer(buffer.start)
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { memory.copyMemory(from: start, byteCount: source.count) }
    }
    self.init(memory: UnsafeRawBufferPointer(start: memory, count: bytes.count), owner: buffer)
  }

  public var count: Int { memory.count }
  public var array: [UInt8] { withExtendedLifetime(owner) { Array(memory) } }
}

/// A matrix as a checkpoint stores it: float32, float16 or bfloat16, little-endian, row-major, at any
/// alignment. Numbers become Float when they are asked for.
public struct StoredMatrix: Sendable {
  public let rows: Int
  public let columns: Int
  public let element: ElementType
  let bytes: StoredBytes

  /// Nil when the bytes are not exactly rows × columns numbers.
  public init?(bytes: StoredBytes, rows: Int, columns: Int, element: ElementType) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    let (size, overflows) = count.multipliedReportingOverflow(by: element.size)
    guard rows >= 0, columns >= 0, !overflow, !overflows, bytes.count == size else { return nil }
    self.rows = rows
    self.columns = columns
    self.element = element
    self.bytes = bytes
  }

  public init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    element = .float32
    let buffer = FloatBuffer(count: rows * columns)
    matrix.copyValues(to: buffer.start)
    bytes = StoredBytes(
      memory: UnsafeRawBufferPointer(start: buffer.start, count: rows * columns * element.size), owner: buffer
    )
  }

  /// Matrices of one width, one below the other; widened where they are stored in different ways.
  init(stacking parts: [StoredMatrix]) {
    let columns = parts.first?.columns ?? 0
    let kind = parts.first?.element ?? .float32
    rows = parts.reduce(0) { $0 + $1.rows }
    self.columns = columns
    element = parts.allSatisfy { $0.element == kind } ? kind : .float32
    let size = rows * columns * element.size
    let buffer = FloatBuffer(byteCount: size)
    var next = buffer.bytes
    for part in parts {
      if part.element == element {
        if let start = part.bytes.memory.baseAddress {
          next.copyMemory(from: start, byteCount: part.bytes.count)
        }
        next += part.bytes.count
      } else {
        for row in 0..<part.rows {
          part.copyRow(row, to: next.assumingMemoryBound(to: Float.self))
          next += columns * element.size
        }
      }
    }
    bytes = StoredBytes(memory: UnsafeRawBufferPointer(start: buffer.start, count: size), owner: buffer)
  }

  /// One row, widened.
  public func row(_ index: Int) -> [Float] {
    precondition(index >= 0 && index < rows, "outside the matrix")
    return Array(unsafeUninitializedCapacity: columns) { result, count in
      if let start = result.baseAddress { copyRow(index, to: start) }
      count = columns
    }
  }

  public func matrix() -> Matrix {
    let matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows { copyRow(row, to: matrix.freshStart + row * matrix.stride) }
    return matrix
  }

  /// No NaN and no infinity.
  public var isFinite: Bool {
    guard let start = bytes.memory.baseAddress else { return true }
    return Kernels.active.isFinite(start, element.rawValue, rows * columns)
  }

  func copyRow(_ row: Int, to result: MutableFloats) {
    guard let start = bytes.memory.baseAddress else { return }
    Kernels.active.widen(start + row * columns * element.size, element.rawValue, columns, result)
  }
}
