import Foundation

/// Floats whose last one is followed by a page that nobody may touch: reading or writing past the end is a
/// crash.
final class GuardedMemory {
  let start: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutableRawPointer
  private let length: Int

  init(_ values: [Float]) throws {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let bytes = values.count * 4
    length = (bytes + page - 1) / page * page + page
    guard let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      memory != MAP_FAILED, mprotect(memory + (length - page), page, PROT_NONE) == 0
    else { throw POSIXError(.ENOMEM) }
    self.memory = memory
    start = (memory + (length - page - bytes)).bindMemory(to: Float.self, capacity: max(values.count, 1))
    start.update(from: values, count: values.count)
  }

  deinit { munmap(memory, length) }
}
