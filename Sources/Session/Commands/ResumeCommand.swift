import ArgumentParser
import Display

/// Begins the REPL in an earlier session; the program does it, because it owns the terminal.
struct ResumeCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on in an earlier session: talpa resume.",
    discussion: "Its sentences, settings, model and ablations come back, and new entries are added to it.")

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      "Its name (`talpa sessions` lists them), or the beginning of it; the latest without.",
      valueName: "session"))
  var name: String?

  func run(in session: Session) throws {
    throw Failure.usage(
      session.isREPL
        ? "this session goes on already: in the shell, talpa resume begins in an earlier one"
        : "resume needs a terminal to go on at")
  }
}
