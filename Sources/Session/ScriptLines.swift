import Display

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines that nobody types: from -c, a file or a pipe.
final class ScriptLines: LineSource {
  private let read: () -> LineReader.Line?
  /// How many lines came.
  private(set) var count = 0
  private let name: String

  var isInteractive: Bool { false }

  init(_ lines: [String]) {
    var iterator = lines.makeIterator()
    read = { iterator.next().map(LineReader.Line.text) }
    name = "-c"
  }

  init(reader: LineReader, name: String) {
    read = reader.next
    self.name = name
  }

  /// - Throws: `Failure` with status 66 where there is no such file.
  convenience init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.noInput, "cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
    self.init(reader: LineReader(descriptor: descriptor), name: path)
  }

  /// What nobody typed is not remembered.
  func remember(_ entry: String) {}

  func next(prompt: String) -> LineEvent {
    guard let line = read() else { return .end }
    count += 1
    if case .text(let text) = line { return .line(text) }
    return .unreadable("\(name), line \(count): \(line.complaint)")
  }
}
