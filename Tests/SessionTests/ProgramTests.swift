import ArgumentParser
import Foundation
import Testing

@testable import Session

struct ProgramTests {
  @Test(arguments: ["--help", "-h", "--version", "help"])
  func helpIsSuccess(_ argument: String) {
    do {
      let command = try Talpa.parseAsRoot([argument])
      #expect(argument != "--version" && argument != "--help" || !(command is Talpa))
    } catch { #expect(Talpa.exitCode(for: error) == .success) }
  }

  @Test func optionsStandBeforeOrAfterTheCommand() throws {
    let before = try #require(try Talpa.parseAsRoot(["--model", "m", "tokens", "hi"]) as? any SessionCommand)
    let after = try #require(try Talpa.parseAsRoot(["tokens", "--model", "m", "hi"]) as? any SessionCommand)
    #expect(before.common.model == "m")
    #expect(after.common.model == "m")
  }

  @Test func wrongOptionsAreUsage() {
    for arguments in [
      ["tokens", "--bogus"], ["tokens", "--pad", "hi"], ["bench", "--tokens", "0"],
      ["bench", "--precision", "f8"],
    ] {
      #expect(throws: (any Error).self) { try Talpa.parseAsRoot(arguments) }
      do { _ = try Talpa.parseAsRoot(arguments) } catch {
        #expect(Talpa.exitCode(for: error) == .validationFailure)
      }
    }
  }

  @Test func scriptsThatAreNotThere() {
    #expect(throws: Failure.self) { try ScriptLines(path: "/nowhere/at/all") }
    do { _ = try ScriptLines(path: "/nowhere/at/all") } catch { #expect(Failure(error).status == .noInput) }
  }

  @Test func modelsThatAreNotThere() {
    let test = TestSession()
    #expect(test.complaint(about: ":use all-MiniLM-L6-v3").contains("Did you mean 'all-MiniLM-L6-v2'?"))
    #expect(test.complaint(about: ":tokens hi --model /").contains("config.json"))
  }
}
