import Foundation
import Synchronization
import Testing

@testable import Tensors

struct WorkersTests {
  @Test(arguments: [1, 2, 4])
  func everyChunkOnce(_ threads: Int) {
    let workers = Workers(threads: threads)
    for chunks in [0, 1, 2, 7, 1000] {
      let counts = (0..<chunks).map { _ in Counter() }
      workers.run(chunks) { counts[$0].add() }
      #expect(counts.allSatisfy { $0.value == 1 })
    }
  }

  /// More chunks than fit one ticket.
  @Test func veryManyChunks() {
    let total = Counter()
    Workers(threads: 2).run(200_000) { _ in total.add() }
    #expect(total.value == 200_000)
  }

  @Test func manySmallJobs() {
    let workers = Workers(threads: 3)
    let total = Counter()
    for _ in 0..<5_000 { workers.run(4) { _ in total.add() } }
    #expect(total.value == 20_000)
  }

  /// Several callers take turns; nobody's chunk is lost.
  @Test func callersAtOnce() {
    let workers = Workers(threads: 2)
    let total = Counter()
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for _ in 0..<500 { workers.run(8) { _ in total.add() } }
    }
    #expect(total.value == 16_000)
  }

  /// Threads end with their workers: hundreds of pools one after the other are no trouble.
  @Test func poolsComeAndGo() {
    let total = Counter()
    for _ in 0..<300 { Workers(threads: 3).run(3) { _ in total.add() } }
    #expect(total.value == 900)
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
  }
}
