import ArgumentParser

/// A command of the REPL, which is a subcommand of the program too.
public protocol SessionCommand: ParsableCommand {
  var common: CommonOptions { get }

  /// - Throws: anything; `Failure.init(_:)` words it and chooses the exit status.
  func run(in session: Session) throws
}

/// A command whose last arguments are a sentence: typed in the REPL it is taken from the line as it stands.
protocol TakesSentence: SessionCommand {
  /// The words of the sentence, as split from the line.
  var sentenceWords: [String] { get }
}

extension SessionCommand {
  static var name: String { configuration.commandName ?? "" }
  /// Every name it answers to.
  static var names: [String] { [name] + configuration.aliases }
}

/// Every command. A new one is a file and a word here; a test holds this list against the folder.
public let commands: [any SessionCommand.Type] = [
  TokensCommand.self, VectorsCommand.self, SimilarCommand.self, AttentionCommand.self, SensesCommand.self,
  FillCommand.self, CompareCommand.self,
  AblateCommand.self, ActivationsCommand.self,
  ModelsCommand.self, UseCommand.self, TourCommand.self, BenchCommand.self, SetCommand.self,
  HistoryCommand.self, SessionsCommand.self, ResumeCommand.self, ForgetCommand.self,
  ExportCommand.self, ReplayCommand.self, OutputCommand.self, OnceCommand.self, CopyCommand.self,
  HelpCommand.self, QuitCommand.self,
]

func command(named name: String) -> (any SessionCommand.Type)? { commands.first { $0.names.contains(name) } }
