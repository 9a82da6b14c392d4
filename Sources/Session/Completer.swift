import ArgumentParser
import Checkpoints

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What may stand at the cursor: commands, their options, values, models, settings, files.
public struct Completer {
  public struct Result: Equatable {
    /// Where the completed word begins, in bytes of UTF-8.
    public var start: Int
    public var candidates: [String]
    /// What follows a word that is complete.
    public var suffix = " "
  }

  private let session: Session

  public init(session: Session) { self.session = session }

  /// - Parameter cursor: in bytes of UTF-8; what comes after it does not matter.
  public func complete(_ line: String, cursor: Int) -> Result {
    let before = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    guard before.hasPrefix(":") else { return Result(start: cursor, candidates: []) }
    let words = LineWords(String(before.dropFirst())).words
    let endsInSpace = before.last?.isWhitespace == true && words.last?.isOpen != true
    let typed = endsInSpace ? "" : words.last?.text ?? ""
    let earlier = (endsInSpace ? words : words.dropLast()).map(\.text)
    let start = cursor - lengthOfLastWord(before, endsInSpace: endsInSpace)

    guard let name = earlier.first else {
      return Result(start: start, candidates: matching(typed, commands.map { $0.name }))
    }
    guard let command = command(named: name) else { return Result(start: start, candidates: []) }
    if typed.hasPrefix("-") {
      return Result(start: start, candidates: matching(typed, CommandOptions.of(command).map(\.name)))
    }
    if let option = earlier.last,
      let values = CommandOptions.of(command).first(where: { $0.name == option })?.values
    {
      return result(values, typed, start)
    }
    return result(values(forArgument: earlier.count - 1, of: command, after: earlier), typed, start)
  }

  private func result(_ values: CommandOptions.Values, _ typed: String, _ start: Int) -> Result {
    switch values {
    case .none: Result(start: start, candidates: [])
    case .list(let list): Result(start: start, candidates: matching(typed, list))
    case .models: Result(start: start, candidates: matching(typed, session.library.installed().map(\.name)))
    case .files: files(beginningWith: typed, start)
    }
  }

  /// Values of the commands whose arguments are not sentences.
  private func values(
    forArgument index: Int, of command: any SessionCommand.Type, after words: [String]
  ) -> CommandOptions.Values {
    switch command.name {
    case UseCommand.name where index == 0: .models
    case ForgetCommand.name where index == 0:
      .list((try? session.sessionFolder().all().map(JournalFile.name)) ?? [])
    case AblateCommand.name where index == 0: .list(["clear"])
    case HelpCommand.name where index == 0: .list(commands.map { $0.name })
    case SetCommand.name where index == 0: .list(Setting.all.map(\.name))
    case SetCommand.name where index == 1: .list(words.last.flatMap(Setting.named)?.values ?? [])
    default: .none
    }
  }

  private func files(beginningWith typed: String, _ start: Int) -> Result {
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let name = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    let path =
      folder.hasPrefix("~/") ? (session.host.environment["HOME"] ?? "~") + folder.dropFirst() : folder
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? "." : path)) ?? []
    let matches = entries.filter { $0.hasPrefix(name) && (name.hasPrefix(".") || !$0.hasPrefix(".")) }
      .sorted()
    let candidates = matches.map { entry in
      var isFolder = false
      _ = FileManager.default.fileExists(atPath: (path.isEmpty ? "./" : path) + entry, isDirectory: &isFolder)
      return folder + entry + (isFolder ? "/" : "")
    }
    let isOneFolder = candidates.count == 1 && candidates[0].hasSuffix("/")
    return Result(start: start, candidates: candidates.map(quoted), suffix: isOneFolder ? "" : " ")
  }

  /// A name with spaces or quotes, as it must be typed.
  private func quoted(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if character.isWhitespace || "\"'\\".contains(character) { text.append("\\") }
      text.append(character)
    }
  }

  private func matching(_ typed: String, _ candidates: [String]) -> [String] {
    candidates.filter { $0.hasPrefix(typed) }.sorted()
  }

  private func lengthOfLastWord(_ before: String, endsInSpace: Bool) -> Int {
    guard !endsInSpace, let word = LineWords(String(before.dropFirst())).words.last else { return 0 }
    let line = String(before.dropFirst())
    return line.utf8.count - line.utf8.distance(from: line.utf8.startIndex, to: word.start)
  }
}

extension Completer {
  /// The rest of the line that is most likely meant, to be shown in grey: the newest line of the history that
  /// begins so, else the command's name.
  public func hint(for line: String) -> String? {
    guard session.settings.hints, !line.isEmpty else { return nil }
    if let earlier = session.history.last(where: { $0 != line && $0.hasPrefix(line) && !$0.contains("\n") }) {
      return String(earlier.dropFirst(line.count))
    }
    guard line.hasPrefix(":"), line.count > 1, !line.contains(" ") else { return nil }
    let names = matching(String(line.dropFirst()), commands.map { $0.name })
    return names.first.map { String($0.dropFirst(line.count - 1)) }
  }
}
