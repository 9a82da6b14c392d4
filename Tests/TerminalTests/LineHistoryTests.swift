import Testing

@testable import Terminal

struct LineHistoryTests {
  func history(_ entries: String...) -> LineHistory { LineHistory(entries: entries) }

  @Test func anEntryIsKeptOnceAndMovesToTheEnd() {
    var history = history("a", "b")
    history.remember("a")
    history.remember("a")
    #expect(history.entries == ["b", "a"])
  }

  @Test func equalityIsByScalars() {
    var history = history("\u{e9}")
    history.remember("e\u{301}")
    #expect(history.entries.count == 2)
  }

  @Test func emptyAndEnormousEntriesAreNotKept() {
    var history = LineHistory()
    let refused = [
      history.remember(""), history.remember(" \n "),
      history.remember(String(repeating: "a", count: LineHistory.entryLimit + 1)),
    ]
    #expect(refused == [false, false, false] && history.entries.isEmpty)
  }

  @Test func theOldestGoFirst() {
    var history = LineHistory(entries: (0..<LineHistory.limit).map { "\($0)" })
    history.remember("new")
    #expect(history.entries.count == LineHistory.limit)
    #expect(history.entries.first == "1" && history.entries.last == "new")
  }

  @Test func loadingKeepsTheLastOfEqualEntries() {
    #expect(history("a", "b", "a").entries == ["b", "a"])
  }

  @Test func mergingKeepsTheLinesOfBothSessions() {
    var ours = history("old", "older")
    ours.remember("mine")
    ours.remember("old")
    let saved = history("old", "older", "theirs")
    #expect(ours.merged(into: saved).entries == ["older", "theirs", "mine", "old"])
    ours.markSaved()
    #expect(ours.merged(into: saved) == saved)
  }

  @Test(arguments: ["one\ntwo", "a\\", "\\n", "C:\\new\\\n", "\u{1b}[31m 東京 \u{85}", "a\rb"])
  func everyEntrySurvivesTheFile(entry: String) {
    let text = history("before", entry, "after").text
    #expect(LineHistory(text: text).entries == ["before", entry, "after"])
    #expect(text.unicodeScalars.count { $0 == "\n" } == 3)
  }

  @Test func whatIsNotOurEscapeStays() {
    #expect(LineHistory(text: "a\\tb\nends\\").entries == ["a\\tb", "ends\\"])
    #expect(LineHistory(text: "\n\n").entries == [])
  }
}
