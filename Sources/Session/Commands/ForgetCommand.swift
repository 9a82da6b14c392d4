import ArgumentParser
import Display

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct ForgetCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove a session that is kept.")

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("Its name (`sessions` lists them), or the beginning of it.", valueName: "session"))
  var name: String

  func run(in session: Session) throws {
    let path = try session.sessionFolder().find(name)
    guard path != session.journal?.path else {
      throw Failure.usage(
        "'\(JournalFile.name(of: path))' is this session: leave it first, or use --no-journal")
    }
    guard unlink(path) == 0 else { throw JournalError.unwritable(path: path, code: errno) }
    session.show(StyledText("forgot \(JournalFile.name(of: path))", session.palette.muted))
  }
}
