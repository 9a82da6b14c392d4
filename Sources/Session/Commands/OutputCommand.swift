import ArgumentParser
import Display

struct OutputCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "output",
    abstract: "Send results to a file from now on; without a file, to the terminal again.")

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var file: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  func run(in session: Session) throws {
    session.redirect = nil
    guard let file else { return session.show(StyledText("results are shown here", session.palette.muted)) }
    session.show(StyledText("results go to \(file); :output shows them here again", session.palette.muted))
    session.redirect = try ResultFile(path: file, isOnce: false, replacing: force)
  }
}
