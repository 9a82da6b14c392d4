import Checkpoints
import Display
import Foundation

@testable import Session

/// The package's own directory.
let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// A session on the embedded model, without a terminal: what it writes can be looked at.
final class TestSession {
  let session: Session
  let output: CapturedOutput

  init(
    width: Int? = nil, depth: ColorDepth = .none, isREPL: Bool = true, input: [UInt8]? = nil,
    environment: [String: String] = [:], isInterrupted: @escaping () -> Bool = { false },
    savedLines: @escaping (String) throws -> [String] = { _ in [] },
    openScreen: @escaping (ColorDepth) -> (any Screen)? = { _ in nil }
  ) {
    output = CapturedOutput(width: width)
    let terminal = width.map { width in
      Host.Terminal(
        depth: depth, background: .dark, columns: { width }, page: { _ in false }, openScreen: openScreen)
    }
    let host = Host(
      environment: environment, executable: package + "/talpa", terminal: terminal, inputIsTerminal: false,
      messagesAreOnTerminal: false, processors: 2, now: { ProcessInfo.processInfo.systemUptime }, start: 0,
      isInterrupted: isInterrupted, savedLines: savedLines)
    session = Session(
      host: host, library: ModelLibrary(environment: environment, executable: package + "/talpa"),
      output: output,
      isREPL: isREPL, standardInput: input.map { LineReader(descriptor: readEnd(of: $0)) })
  }

  /// What a line of the REPL writes.
  func data(of line: String) throws -> String {
    let before = output.data.count
    try session.execute(line)
    return String(output.data.dropFirst(before))
  }

  /// What is said when a line fails.
  func complaint(about line: String) -> String {
    do { try session.execute(line) } catch { return Failure(error).description }
    return ""
  }
}

/// A descriptor that yields `bytes` and then ends; a thread writes them, so that there may be many.
func readEnd(of bytes: [UInt8]) -> Int32 {
  let pipe = Pipe()
  let (reader, writer) = (
    dup(pipe.fileHandleForReading.fileDescriptor), dup(pipe.fileHandleForWriting.fileDescriptor)
  )
  Thread.detachNewThread {
    FileHandle(fileDescriptor: writer, closeOnDealloc: true).write(Data(bytes))
  }
  return reader
}

/// A directory that lasts as long as the test.
final class Scratch {
  let path = NSTemporaryDirectory() + "talpa-\(UUID().uuidString)"
  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Lines as if typed.
final class TypedScript: LineSource {
  private var events: [LineEvent]
  let isInteractive: Bool
  private(set) var remembered: [String] = []
  private(set) var prompts: [String] = []

  init(_ events: [LineEvent], isInteractive: Bool = false) {
    self.events = events
    self.isInteractive = isInteractive
  }

  func next(prompt: String) -> LineEvent {
    prompts.append(prompt)
    return events.isEmpty ? .end : events.removeFirst()
  }

  func remember(_ entry: String) { remembered.append(entry) }
}
