import Foundation
import Testing

@testable import Session

struct ConfigFileTests {
  @Test func linesAreNamesAndValues() {
    let file = ConfigFile(
      """
      # what I like
      color = "never"   # no colours
        threads=2
      pager = false

      hints = true
      model = "a \\"b\\" \\\\ # c"
      """)
    #expect(file.complaints.isEmpty)
    #expect(file.entries.map(\.name) == ["color", "threads", "pager", "hints", "model"])
    #expect(file.entries.map(\.value) == ["never", "2", "off", "on", "a \"b\" \\ # c"])
    #expect(file.entries.map(\.line) == [2, 3, 4, 6, 7])
  }

  @Test(arguments: [
    "color", "= 1", "color =", "color = \"never", "color = \"never\" x", "co lor = 1", "a = [1]",
    "a = \"\\n\"",
    "[section]", "a = 1 2",
  ])
  func whatIsNoSettingIsSaidByItsLine(line: String) {
    let file = ConfigFile("threads = 1\n\(line)\npager = false\n")
    #expect(file.complaints.map(\.line) == [2])
    #expect(file.entries.map(\.name) == ["threads", "pager"])
  }

  @Test func theFirstOfTwoHolds() {
    let file = ConfigFile("threads = 1\nthreads = 2")
    #expect(file.entries.map(\.value) == ["1"])
    #expect(file.complaints.map(\.line) == [2])
  }

  @Test func changingKeepsTheRest() {
    var file = ConfigFile("# mine\ncolor = \"never\"\nwhat is this\nthreads = 1")
    file.set("color", to: "always")
    file.set("pager", to: "off")
    file.set("model", to: "a\"b")
    #expect(
      file.text
        == "# mine\ncolor = \"always\"\nwhat is this\nthreads = 1\npager = false\nmodel = \"a\\\"b\"\n")
    #expect(ConfigFile(file.text).entries.last?.value == "a\"b")
  }
}

struct ConfigInSessionTests {
  func session(_ config: String?, _ environment: [String: String] = [:]) throws -> (TestSession, Scratch) {
    let home = try Scratch()
    if let config {
      try FileManager.default.createDirectory(
        atPath: home.path + "/.config/talpa", withIntermediateDirectories: true)
      try Data(config.utf8).write(to: URL(filePath: home.path + "/.config/talpa/config.toml"))
    }
    let test = TestSession(environment: environment.merging(["HOME": home.path]) { mine, _ in mine })
    test.session.readConfig()
    return (test, home)
  }

  @Test func settingsAreTakenOver() throws {
    let (test, _) = try session("color = \"always\"\nthreads = 3\npager = false\n")
    #expect(test.session.settings.color == .always)
    #expect(test.session.settings.threads == 3)
    #expect(!test.session.settings.pager)
    #expect(test.output.messages.isEmpty)
  }

  @Test func aBadOneIsSaidAndTheRestHolds() throws {
    let (test, home) = try session("colr = \"never\"\nthreads = 900\n???\nhints = false\n")
    let path = home.path + "/.config/talpa/config.toml"
    #expect(
      test.output.messages.contains("\(path), line 1: there is no setting 'colr'. Did you mean 'color'?"))
    #expect(test.output.messages.contains("\(path), line 2: threads takes a number from 1 to 64, not '900'"))
    #expect(test.output.messages.contains("\(path), line 3: '???' is no setting"))
    #expect(!test.session.settings.hints)
  }

  @Test func bytesThatAreNoTextAreLeftOut() throws {
    let (_, home) = try session("")
    let path = home.path + "/.config/talpa/config.toml"
    try Data([0xff, 0xfe, 0x0a]).write(to: URL(filePath: path))
    let test = TestSession(environment: ["HOME": home.path])
    test.session.readConfig()
    #expect(test.output.messages.contains("config.toml is no text"))
  }

  @Test func theEnvironmentGoesFirst() throws {
    let (test, _) = try session("color = \"always\"\nmodel = \"/nowhere\"\n", ["NO_COLOR": "1"])
    #expect(test.session.settings.color == .auto)
    #expect(throws: (any Error).self) { try test.session.model() }
    let (other, _) = try session("model = \"/nowhere\"\n", ["TALPA_MODEL": "all-MiniLM-L6-v2"])
    #expect(try other.session.model().name == "all-MiniLM-L6-v2")
    let (flag, _) = try session("model = \"/nowhere\"\n")
    flag.session.modelName = "all-MiniLM-L6-v2"
    #expect(try flag.session.model().name == "all-MiniLM-L6-v2")
  }

  @Test func savedSettingsComeBack() throws {
    let (test, home) = try session(nil)
    _ = try test.data(of: ":set threads 5 --save")
    _ = try test.data(of: ":set pager off --save")
    _ = try test.data(of: ":use all-MiniLM-L6-v2 --save")
    let text = try String(contentsOfFile: home.path + "/.config/talpa/config.toml", encoding: .utf8)
    #expect(text == "threads = 5\npager = false\nmodel = \"all-MiniLM-L6-v2\"\n")
    let later = TestSession(environment: ["HOME": home.path])
    later.session.readConfig()
    #expect(later.session.settings.threads == 5)
    #expect(!later.session.settings.pager)
    #expect(later.session.configuredModel == "all-MiniLM-L6-v2")
  }

  @Test func savingNeedsAPlaceAndAName() {
    #expect(TestSession().complaint(about: ":set threads 2 --save").contains("HOME"))
    #expect(TestSession().complaint(about: ":set --save").contains("a setting's name"))
  }

  @Test func scriptsMayHoldComments() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/s.talpa"
    try Data("# moles\n:set threads 1\n  # more\n#hash\n".utf8).write(to: URL(filePath: path))
    let test = TestSession()
    #expect(REPL(session: test.session, lines: try ScriptLines(path: path)).run() == .success)
    #expect(test.output.data == "threads 1\n")
  }
}
