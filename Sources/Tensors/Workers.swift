import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that share a piece of work chunk by chunk. The caller works too, and waits only for chunks that
/// somebody has begun: a thread that the system did not schedule delays nobody.
public final class Workers: Sendable {
  public let threads: Int
  private let pool: Pool?

  /// - Parameter threads: the caller included; at least 1.
  public init(threads: Int) {
    _ = Memory.isKept
    self.threads = max(threads, 1)
    pool = threads > 1 ? Pool(helpers: threads - 1) : nil
  }

  deinit { pool?.close() }

  /// Runs `body(0)` … `body(chunks - 1)`, each once, on any of the threads; returns when all are done.
  func run(_ chunks: Int, _ body: (Int) -> Void) {
    guard let pool, chunks > 1 else {
      for chunk in 0..<max(chunks, 0) { body(chunk) }
      return
    }
    pool.run(chunks, body)
  }
}

/// One job at a time. Unchecked: `job` is written before the ticket that shows it, and read after.
private final class Pool: @unchecked Sendable {
  /// epoch << 32 | chunks << 16 | next chunk, in one word: a thread that wakes late cannot take a chunk of an
  /// old job.
  private let ticket = Atomic<UInt64>(0)
  private let finished = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let isClosed = Atomic<Bool>(false)
  private var job: ((Int) -> Void)?
  private let callers = Mutex(())
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Turns of looking for work before a thread sleeps: some tens of microseconds.
  private static let patience = 4000
  private static let mostChunks = 0xFFFF

  init(helpers: Int) {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
    for _ in 0..<helpers {
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let reference = Unmanaged.passRetained(self).toOpaque()
      let code = pthread_create(
        &thread, nil,
        { argument in
          #if canImport(Darwin)
            let reference = argument
          #else
            guard let reference = argument else { return nil }
          #endif
          let pool = Unmanaged<Pool>.fromOpaque(reference).takeRetainedValue()
          pool.help()
          return nil
        }, reference)
      guard code == 0 else {
        // The system gives no more threads: fewer do the same work.
        Unmanaged<Pool>.fromOpaque(reference).release()
        return
      }
      #if canImport(Darwin)
        if let thread { pthread_detach(thread) }
      #else
        pthread_detach(thread)
      #endif
    }
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func close() {
    isClosed.store(true, ordering: .sequentiallyConsistent)
    wake()
  }

  /// Where the threads are busy with another caller's job, or with the very job that calls, the caller works
  /// alone.
  func run(_ chunks: Int, _ body: (Int) -> Void) {
    let shared: Void? = callers.withLockIfAvailable { _ in
      var first = 0
      while first < chunks {
        let count = min(chunks - first, Pool.mostChunks)
        let start = first
        withoutActuallyEscaping({ body(start + $0) }) { runJob(count, $0) }
        first += count
      }
    }
    if shared == nil {
      for chunk in 0..<chunks { body(chunk) }
    }
  }

  private func runJob(_ chunks: Int, _ body: @escaping (Int) -> Void) {
    job = body
    finished.store(0, ordering: .relaxed)
    let epoch = (ticket.load(ordering: .relaxed) >> 32) &+ 1
    ticket.store(epoch << 32 | UInt64(chunks) << 16, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 { wake() }
    _ = takeChunks()
    var turns = 0
    while finished.load(ordering: .acquiring) != chunks {
      turns += 1
      // The chunk's thread may have lost its processor: give ours away.
      if turns > Pool.patience / 2 { sched_yield() } else { pause() }
    }
    job = nil
  }

  private func help() {
    while !isClosed.load(ordering: .acquiring) {
      var turns = 0
      while !takeChunks() {
        turns += 1
        if turns > Pool.patience {
          sleep()
          break
        }
        pause()
      }
    }
  }

  private func takeChunks() -> Bool {
    var tookOne = false
    var seen = ticket.load(ordering: .acquiring)
    while seen & 0xFFFF < (seen >> 16) & 0xFFFF {
      let (exchanged, original) = ticket.compareExchange(
        expected: seen, desired: seen &+ 1, ordering: .acquiringAndReleasing)
      guard exchanged else {
        seen = original
        continue
      }
      job?(Int(seen & 0xFFFF))
      finished.add(1, ordering: .releasing)
      tookOne = true
      seen = ticket.load(ordering: .acquiring)
    }
    return tookOne
  }

  private func sleep() {
    pthread_mutex_lock(mutex)
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while !isClosed.load(ordering: .sequentiallyConsistent) {
      let seen = ticket.load(ordering: .sequentiallyConsistent)
      if seen & 0xFFFF < (seen >> 16) & 0xFFFF { break }
      pthread_cond_wait(condition, mutex)
    }
    sleepers.subtract(1, ordering: .relaxed)
    pthread_mutex_unlock(mutex)
  }

  private func wake() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  private func pause() { Kernels.active.pause() }
}
