@testable import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that ends where a page begins that nobody may touch: whoever reads or writes one byte too far ends
/// the tests.
final class GuardedMemory {
  let start: UnsafeMutableRawPointer
  private let mapping: UnsafeMutableRawPointer
  private let length: Int

  init(byteCount: Int) throws {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let usable = (byteCount + page - 1) / page * page
    length = usable + page
    guard
      let mapping = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      mapping != MAP_FAILED
    else { throw FileError(path: "memory", code: errno) }
    self.mapping = mapping
    mprotect(mapping + usable, page, PROT_NONE)
    start = mapping + (usable - byteCount)
  }

  /// A copy of the values.
  convenience init<Value: BitwiseCopyable>(_ values: [Value]) throws {
    try self.init(byteCount: values.count * MemoryLayout<Value>.stride)
    values.withUnsafeBytes { source in
      if let first = source.baseAddress { start.copyMemory(from: first, byteCount: source.count) }
    }
  }

  convenience init(floats count: Int) throws {
    // NaN shows what a kernel reads before it has written it.
    try self.init([Float](repeating: .nan, count: count))
  }

  deinit { munmap(mapping, length) }

  var floats: MutableFloats { start.assumingMemoryBound(to: Float.self) }
  var bytes: MutableBytes { start.assumingMemoryBound(to: UInt8.self) }
  func array(_ count: Int) -> [Float] { Array(UnsafeBufferPointer(start: floats, count: count)) }
}
