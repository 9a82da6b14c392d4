import Testing

@testable import Session

struct HistoryCommandTests {
  @Test func inTheREPLItIsThisSessions() throws {
    let test = TestSession(savedLines: { _ in ["saved"] })
    test.session.recall(["one", "two", "three", "one"])
    #expect(try test.data(of: ":history 2") == "3  three\n4  one\n")
    #expect(test.complaint(about: ":history 0").contains("1 line or more"))
  }

  @Test func asASubcommandItIsTheFile() throws {
    var asked = ""
    let test = TestSession(
      isREPL: false, environment: ["XDG_STATE_HOME": "/state"],
      savedLines: { path in
        asked = path
        return ["first", "second"]
      })
    #expect(try test.data(of: ":history") == "1  first\n2  second\n")
    #expect(asked == "/state/talpa/history")
    #expect(try TestSession(isREPL: false).data(of: ":history") == "")
  }
}
