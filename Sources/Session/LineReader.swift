#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines of a stream that somebody else writes: read as they come, memory bounded by the longest line
/// allowed.
public final class LineReader {
  public enum Line: Equatable, Sendable {
    case text(String)
    case notUTF8
    /// Longer than the limit; its bytes were dropped, and reading goes on after its newline.
    case tooLong(limit: Int)
  }

  private let descriptor: Int32
  private let limit: Int
  private let isInterrupted: () -> Bool
  private var buffer: [UInt8] = []
  private var start = 0
  /// How far the search for a newline has got, so that a long line is searched once.
  private var searched = 0
  private var atEnd = false

  /// - Parameters:
  ///   - limit: the longest line in bytes.
  ///   - isInterrupted: asked when a signal ends a wait; true ends the lines.
  public init(descriptor: Int32, limit: Int = 16 << 20, isInterrupted: @escaping () -> Bool = { false }) {
    self.descriptor = descriptor
    self.limit = limit
    self.isInterrupted = isInterrupted
  }

  /// The next line without its newline (or carriage return and newline); nil at the end. Blocks until there
  /// is one.
  public func next() -> Line? {
    var dropped = false
    while true {
      if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { consume(through: newline) }
        return dropped ? .tooLong(limit: limit) : decode(buffer[start..<newline])
      }
      searched = buffer.count
      if atEnd {
        defer { consume(through: buffer.count - 1) }
        if dropped { return .tooLong(limit: limit) }
        return start < buffer.count ? decode(buffer[start...]) : nil
      }
      if buffer.count - start > limit {
        dropped = true
        buffer.removeAll(keepingCapacity: true)
        start = 0
        searched = 0
      }
      fill()
    }
  }

  /// Whether a line can be had at once: one lies in the buffer, or the stream has bytes waiting.
  public var hasLineWaiting: Bool {
    if buffer[searched...].contains(UInt8(ascii: "\n")) { return true }
    if atEnd { return start < buffer.count }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  private func decode(_ bytes: ArraySlice<UInt8>) -> Line {
    let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    if line.count > limit { return .tooLong(limit: limit) }
    return String(validating: line, as: UTF8.self).map(Line.text) ?? .notUTF8
  }

  private func consume(through index: Int) {
    start = index + 1
    searched = start
    // Moving the rest to the front now and then keeps the buffer small without a copy a line.
    if start == buffer.count || start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
      searched = 0
    }
  }

  private func fill() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR, !isInterrupted() { continue }
      if count <= 0 { atEnd = true } else { buffer += chunk[..<count] }
      return
    }
  }
}
