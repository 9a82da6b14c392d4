import ArgumentParser
import Display

struct SetCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Show the settings, or change one for this session: set NAME VALUE.",
    discussion: """
      With --save it holds for later sessions too: it is written to ~/.config/talpa/config.toml ($XDG_CONFIG_HOME). Options and the \
      environment go before that file.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The setting's name.") var name: String?
  @Argument(help: "Its new value.") var value: String?
  @Flag(help: "Keep it for later sessions.") var save = false

  func run(in session: Session) throws {
    guard let name else {
      if save { throw Failure.usage("--save takes a setting's name, and its value where it is to change") }
      return session.show(table(session))
    }
    let setting = try Setting.find(name)
    if let value { try setting.change(&session.settings, to: value) }
    if save { try session.saveSetting(name, setting.read(session.settings)) }
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
