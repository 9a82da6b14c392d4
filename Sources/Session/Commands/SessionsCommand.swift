import ArgumentParser
import Display

struct SessionsCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "List the sessions that are kept, the latest last.",
    discussion: "`talpa resume` goes on in one, `forget` removes one.")

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let rows = try session.sessionFolder().all().map { path -> [StyledText] in
      do {
        let file = try JournalFile(path: path)
        let last = file.lastEntry
        let mark = path == session.journal?.path ? " (this one)" : ""
        return [
          StyledText(file.name, session.palette.accent) + StyledText(mark, session.palette.muted),
          StyledText("\(file.entries)"), StyledText(last?.model.name ?? ""),
          StyledText((last?.typed ?? "").replacing("\n", with: " ")),
        ]
      } catch {
        return [
          StyledText(JournalFile.name(of: path)), "", "", StyledText("\(error)", session.palette.warning),
        ]
      }
    }
    if rows.isEmpty { return session.show(StyledText("no session is kept yet", session.palette.muted)) }
    let columns: [Table.Column] = [
      .init("session"), .init("entries", align: .right), .init("model", mayShrink: true),
      .init("last typed", mayShrink: true),
    ]
    session.show(Table(columns: columns, rows: rows))
  }
}

extension Session {
  /// Where journals are.
  func sessionFolder() throws -> SessionFolder {
    guard let folder = SessionFolder(environment: host.environment) else {
      throw Failure.usage("there is no place for sessions: neither XDG_STATE_HOME nor HOME is set")
    }
    return folder
  }
}
