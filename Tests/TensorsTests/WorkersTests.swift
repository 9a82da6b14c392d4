import Synchronization
import Testing

@testable import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct WorkersTests {
  @Test(arguments: [-1, 0, 1, 2, 4], [0, 1, 2, 7, 1000, 70_000])
  func everyChunkOnce(threads: Int, chunks: Int) {
    let times = Mutex([Int](repeating: 0, count: chunks))
    Workers(threads: threads).run(chunks) { chunk in times.withLock { $0[chunk] += 1 } }
    #expect(times.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test func negativeChunksAreNone() {
    for threads in [1, 2] {
      Workers(threads: threads).run(-3) { _ in Issue.record("there is no such chunk") }
    }
  }

  /// What one job wrote, the next one reads, on whatever thread.
  @Test func manySmallJobs() {
    let workers = Workers(threads: 4)
    let buffer = FloatBuffer(count: 16)
    buffer.start.update(repeating: 0, count: 16)
    for _ in 0..<5000 { workers.run(16) { buffer.start[$0] += 1 } }
    #expect((0..<16).allSatisfy { buffer.start[$0] == 5000 })
  }

  /// The threads sleep between jobs, and wake.
  @Test func jobsAfterARest() {
    let workers = Workers(threads: 3)
    for _ in 0..<5 {
      let sum = Atomic<Int>(0)
      workers.run(50) { sum.add($0, ordering: .relaxed) }
      #expect(sum.load(ordering: .relaxed) == 1225)
      usleep(3000)
    }
  }

  @Test func aJobWithinAJob() {
    let workers = Workers(threads: 3)
    let sum = Atomic<Int>(0)
    workers.run(8) { outer in
      workers.run(8) { inner in sum.add(outer * inner, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 28 * 28)
  }

  @Test func severalCallersAtOnce() async {
    let workers = Workers(threads: 2)
    let sums = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let sum = Atomic<Int>(0)
          for _ in 0..<200 { workers.run(10) { sum.add($0, ordering: .relaxed) } }
          return sum.load(ordering: .relaxed)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sums == [Int](repeating: 9000, count: 8))
  }

  #if os(Linux)
    /// 300 times three threads: if they stayed, they would be seen. Other tests have a few of their own.
    @Test func threadsEndWithTheirOwner() throws {
      for _ in 0..<300 { Workers(threads: 4).run(8) { _ in } }
      for _ in 0..<1000 {
        if try threadCount() < 200 { return }
        usleep(5000)
      }
      Issue.record("\(try threadCount()) threads are left")
    }

    private func threadCount() throws -> Int {
      let directory = try #require(opendir("/proc/self/task"))
      defer { closedir(directory) }
      var count = 0
      while readdir(directory) != nil { count += 1 }
      return count - 2
    }
  #endif
}
