import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Seconds of a clock that never goes back.
enum Clock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// What the system says about this process.
enum Surroundings {
  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The program's own path, links followed.
  static var executable: String? {
    #if os(Linux)
      let path = "/proc/self/exe"
    #else
      let path = CommandLine.arguments[0]
    #endif
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Processors this process may run on.
  static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Through the person's pager, when the text is longer than the screen.
  static func page(_ text: String) -> Bool {
    guard let pager = Pager.ofUser, Pager.isLonger(text, than: TerminalInfo.size) else { return false }
    return pager.show(text)
  }
}
