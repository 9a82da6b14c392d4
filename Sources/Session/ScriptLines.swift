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
  /// Files may hold comments: lines that begin with #.
  private let hasComments: Bool

  var isInteractive: Bool { false }

  init(_ lines: [String]) {
    var iterator = lines.makeIterator()
    read = { iterator.next().map(LineReader.Line.text) }
    name = "-c"
    hasComments = false
  }

  init(reader: LineReader, name: String, hasComments: Bool = false) {
    read = reader.next
    self.name = name
    self.hasComments = hasComments
  }

  /// - Throws: `Failure` with status 66 where there is no such file.
  convenience init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.noInput, "cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
    self.init(reader: LineReader(descriptor: descriptor), name: path, hasComments: true)
  }

  /// What nobody typed is not remembered.
  func remember(_ entry: String) {}

  func next(prompt: String) -> LineEvent {
    guard let line = read() else { return .end }
    count += 1
    if case .text(let text) = line {
      return .line(hasComments && trimmed(text).hasPrefix("#") ? "" : text)
    }
    return .unreadable("\(name), line \(count): \(line.complaint)")
  }
}
