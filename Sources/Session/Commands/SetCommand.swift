import ArgumentParser
import Display

struct SetCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Show the settings, or change one for this session: set NAME VALUE.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The setting's name.") var name: String?
  @Argument(help: "Its new value.") var value: String?

  func run(in session: Session) throws {
    guard let name else { return session.show(table(session)) }
    guard let setting = Setting.named(name) else {
      let names = Setting.all.map(\.name)
      let suggestion = nearestName(to: name, in: names).map { " Did you mean '\($0)'?" } ?? ""
      throw Failure.usage(
        "there is no setting '\(name)'.\(suggestion) The settings are \(names.joined(separator: ", "))")
    }
    if let value, !setting.write(&session.settings, value) {
      throw Failure.usage("\(name) takes \(setting.expected), not '\(value)'")
    }
    session.show(StyledText("\(name) \(setting.read(session.settings))"))
  }

  private func table(_ session: Session) -> Table {
    let rows = Setting.all.map { setting in
      [
        StyledText(setting.name), StyledText(setting.read(session.settings), session.palette.accent),
        StyledText(setting.expected, session.palette.muted), StyledText(setting.summary),
      ]
    }
    let columns: [Table.Column] = [
      .init("setting"), .init("value"), .init("takes"), .init("what it does", mayShrink: true),
    ]
    return Table(columns: columns, rows: rows)
  }
}
