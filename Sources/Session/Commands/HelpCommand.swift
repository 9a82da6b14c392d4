import ArgumentParser
import Display

struct HelpCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Show what there is, or all about one command: help COMMAND.",
    aliases: ["?"])

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("A command's name.", valueName: "command"))
  var name: String?

  func run(in session: Session) throws {
    let colon = session.isREPL ? ":" : ""
    if let name {
      let type = try knownCommand(trimmed(name).hasPrefix(":") ? String(name.dropFirst()) : name, session)
      let text = type.helpMessage(columns: session.output.width)
      return session.show(
        text.replacing("USAGE: ", with: "USAGE: " + (colon.isEmpty ? "talpa " : colon)).split(
          separator: "\n", omittingEmptySubsequences: false
        ).map { StyledText(String($0)) })
    }
    guard session.isREPL else {
      return session.show(
        Talpa.helpMessage(columns: session.output.width).split(
          separator: "\n", omittingEmptySubsequences: false
        )
        .map { StyledText(String($0)) })
    }
    session.show(StyledText("Type a sentence to see its tokens; A ||| B is a pair. Commands:"))
    let rows = commands.map { command in
      [StyledText(":" + command.name, session.palette.accent), StyledText(command.configuration.abstract)]
    }
    session.show(Table(columns: [.init("command"), .init("what it does", mayShrink: true)], rows: rows))
    session.show(
      StyledText(
        ":help COMMAND shows its options. Tab completes, Ctrl-R searches, a final \\ goes on with the next line, Ctrl-C stops.",
        session.palette.muted))
  }
}

/// The command called `name`.
/// - Throws: `Failure` that names the nearest one.
func knownCommand(_ name: String, _ session: Session) throws -> any SessionCommand.Type {
  if let command = command(named: name) { return command }
  let colon = session.isREPL ? ":" : ""
  let near = nearestName(to: name, in: commands.map { $0.name })
  throw Failure.usage(
    "there is no command '\(colon)\(name)'. "
      + (near.map { "Did you mean '\(colon)\($0)'?" } ?? "'\(colon)help' lists them"))
}
