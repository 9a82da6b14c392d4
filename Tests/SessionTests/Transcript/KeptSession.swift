import Display
import Foundation

@testable import Session

/// A session whose entries are kept, in a home of its own.
struct KeptSession {
  let home: Scratch
  let test: TestSession

  init(
    _ lines: [String] = [], environment: [String: String] = [:], width: Int? = nil, depth: ColorDepth = .none
  ) throws {
    home = try Scratch()
    test = TestSession(
      width: width, depth: depth, environment: environment.merging(["HOME": home.path]) { mine, _ in mine })
    let session = test.session
    let folder = try session.sessionFolder()
    session.journal = SessionJournal(session: session) { try Journal(new: folder.newPath()) }
    type(lines)
  }

  func type(_ lines: [String]) {
    _ = REPL(session: test.session, lines: TypedScript(lines.map { .line($0) }, isInteractive: true)).run()
  }

  func file(_ name: String) -> String { home.path + "/" + name }

  func export(_ name: String, _ options: String = "") throws -> String {
    type([":export \(file(name)) \(options)"])
    return try String(contentsOfFile: file(name), encoding: .utf8)
  }
}
