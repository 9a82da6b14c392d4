import Testing

@testable import Terminal

struct TerminalErrorWordingTests {
  @Test func saysWhatWhereAndWhatToDo() {
    #expect(
      "\(HistoryFileError.unreadable(path: "/h", errno: 13))"
        == "The history in /h cannot be read: Permission denied. "
        + "This session starts without it; make the file readable, or move it away.")
    #expect(
      "\(HistoryFileError.unwritable(path: "/h", errno: 30))"
        == "The history cannot be kept in /h: Read-only file system. "
        + "Make its folder writable, or name another one in $XDG_STATE_HOME.")
  }
}
