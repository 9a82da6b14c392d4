import ArgumentParser

struct QuitCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "quit", abstract: "End the session (Ctrl-D does too).", aliases: ["exit", "q"])

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws { session.isOver = true }
}
