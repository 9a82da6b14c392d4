import Foundation
import Testing

/// The built program on a terminal, with a home of its own: no test sees another's history.
struct TalpaOnTerminal {
  static let prompt = "›"

  let home: URL
  let pty: PTY
  let settingsBefore: [UInt64]

  /// The program lies beside the test bundle.
  static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
    path: "talpa"
  )
  .path

  /// - Parameters:
  ///   - home: of an earlier run, to go on with its history.
  ///   - editrc: what the user's .editrc says.
  init(
    _ arguments: [String] = [], home: URL? = nil, editrc: String = "", rows: Int = 24, columns: Int = 80,
    environment: [String: String] = [:], through shell: [String]? = nil
  ) throws {
    self.home =
      home ?? FileManager.default.temporaryDirectory.appending(path: "talpa-home-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: self.home, withIntermediateDirectories: true)
    try Data(editrc.utf8).write(to: self.home.appending(path: ".editrc"))
    var variables = [
      "HOME": self.home.path, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
      "SWIFT_BACKTRACE": "enable=no", "PS1": "shell$ ", "TALPA": Self.binary,
    ]
    // Where the Swift libraries are, when they are not beside the toolchain; and where coverage goes.
    for name in ["LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    variables.merge(environment) { $1 }
    let command = shell ?? [Self.binary] + arguments
    pty = try PTY(
      command[0], Array(command.dropFirst()), environment: variables, rows: rows, columns: columns)
    settingsBefore = pty.settings
  }

  /// Waits for a prompt with nothing behind it.
  func waitForPrompt(sourceLocation: SourceLocation = #_sourceLocation) {
    wait("a prompt", sourceLocation: sourceLocation) { $0.lastLine == Self.prompt && $0.takesPastes }
  }

  /// Waits for something that must come; when it does not, the screen is in the report.
  func wait(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, until condition: (PTY) -> Bool
  ) {
    let came = pty.wait(until: condition)
    #expect(came, "waited for \(what); the screen:\n\(pty.screen)", sourceLocation: sourceLocation)
  }

  func waitFor(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    wait("‘\(text)’", sourceLocation: sourceLocation) { $0.screen.contains(text) }
  }

  /// Types a line, and waits until the program asks for the next one.
  func enter(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) {
    pty.send(line)
    wait("the echo of ‘\(line)’", sourceLocation: sourceLocation) { $0.lastLine.contains(line.suffix(10)) }
    pty.send("\r")
    waitForPrompt(sourceLocation: sourceLocation)
  }

  /// The terminal is as it was before the program started.
  func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(pty.settings == settingsBefore, sourceLocation: sourceLocation)
    #expect(!pty.takesPastes, sourceLocation: sourceLocation)
  }

  func removeHome() { try? FileManager.default.removeItem(at: home) }
}
