import Foundation
import Testing

@testable import Session

struct SessionCommandTests {
  @Test func theListIsTheFolder() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: package + "/Sources/Session/Commands")
    let names = files.map { String($0.dropLast("Command.swift".count)).lowercased() }.sorted()
    #expect(names == commands.map { $0.name }.sorted())
  }

  @Test func eachSaysWhatItDoes() {
    for command in commands {
      #expect(command.configuration.abstract.hasSuffix("."), "\(command.name)")
      #expect(!command.helpMessage().isEmpty)
    }
    #expect(Set(commands.flatMap { $0.names }).count == commands.flatMap { $0.names }.count)
  }

  /// `:tokens TEXT` and `talpa tokens TEXT` are one thing.
  @Test(arguments: [
    ("tokens", "The mole dug."), ("vectors", "The mole dug."), ("attention", "The mole dug."),
    ("similar", "a mole ||| the spy"), ("models", ""), ("set", ""),
  ])
  func linesAndSubcommandsAgree(_ name: String, _ text: String) throws {
    let line = TestSession()
    let typed = try line.data(of: ":\(name) \(text)")
    let program = TestSession(isREPL: false)
    let arguments = [name] + (text.isEmpty ? [] : [text])
    let command = try #require(try Talpa.parseAsRoot(arguments) as? any SessionCommand)
    try command.run(in: program.session)
    #expect(!typed.isEmpty)
    #expect(program.output.data == typed)
  }
}
