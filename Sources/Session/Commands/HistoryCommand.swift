import ArgumentParser
import Display

struct HistoryCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the lines typed before, the newest last.")

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("How many of the newest to list.", valueName: "n"))
  var count = 50

  func run(in session: Session) throws {
    guard count > 0 else { throw Failure.usage("history lists 1 line or more, not \(count)") }
    let lines = try session.isREPL ? session.history : session.savedHistory()
    let first = max(0, lines.count - count)
    for (index, line) in lines.enumerated().dropFirst(first) {
      session.show(StyledText("\(index + 1)  ", session.palette.muted) + StyledText(line))
    }
  }
}
