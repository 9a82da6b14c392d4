import ArgumentParser
import Checkpoints
import Display

struct ModelsCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List the installed models: what each is and where it lies.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print the names alone, one a line.")
  var names = false

  func run(in session: Session) throws {
    let installed = session.library.installed()
    if names { return session.show(installed.map { StyledText($0.name) }) }
    let current = try? session.model().directory.path
    let rows = installed.map { entry in
      let isCurrent = entry.path == current
      let description: StyledText
      var size = ""
      switch Result(catching: { try ModelDirectory(path: entry.path) }) {
      case .success(let directory):
        description = StyledText(directory.configuration.shape)
        size = directory.weightBytes.map { "\($0 / 1_000_000) MB" } ?? ""
      case .failure(let error):
        description = StyledText("\(error)", session.palette.error)
      }
      return [
        StyledText(isCurrent ? "›" : " ", session.palette.accent),
        StyledText(entry.name, isCurrent ? session.palette.accent : .plain), description, StyledText(size),
        StyledText(entry.path, session.palette.muted),
      ]
    }
    let columns: [Table.Column] = [
      .init("", minWidth: 1), .init("model"), .init("architecture", mayShrink: true),
      .init("size", align: .right),
      .init("where", mayShrink: true),
    ]
    session.show(Table(columns: columns, rows: rows))
  }
}
