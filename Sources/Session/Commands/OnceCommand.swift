import ArgumentParser
import Display

struct OnceCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "once", abstract: "Send the next entry's results to a file.")

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Replace the file if it is there.")
  var force = false

  func run(in session: Session) throws {
    session.redirect = nil
    session.next = try ResultFile(path: file, isOnce: true, replacing: force)
    session.show(StyledText("the next results go to \(file)", session.palette.muted))
  }
}
