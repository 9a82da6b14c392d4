import ArgumentParser
import Tensors

/// The program's command line: `talpa` alone is the REPL, `talpa tokens …` one command.
public struct Talpa: ParsableCommand {
  public static let version = "0.1.0"

  public static let configuration = CommandConfiguration(
    commandName: "talpa",
    abstract: "A terminal microscope for BERT-family encoders.",
    discussion: """
      Without a command it is a REPL: type a sentence and see its tokens, or :help. Every command of the REPL is a \
      subcommand here: `talpa tokens TEXT` is `:tokens TEXT`.
      """,
    version: version,
    subcommands: commands)

  @OptionGroup public var common: CommonOptions

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp("Run a line of the REPL, then end. May be given more than once.", valueName: "command")
  )
  public var lines: [String] = []

  @Option(
    name: .customShort("f"), help: ArgumentHelp("Run the lines of a file, then end.", valueName: "file"),
    completion: .file())
  public var file: String?

  @Flag(help: "Stop at the first line that fails (with -c, -f or piped lines).")
  public var bail = false

  @Flag(help: "Keep no journal of this session ($TALPA_NO_JOURNAL does the same).")
  public var noJournal = false

  public init() {}
}

/// The options that every command has.
public struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A model's name or directory (`talpa models` lists them).", valueName: "model"),
    completion: .shellCommand("talpa models --names"))
  public var model: String?

  @Option(help: "When to use colour: auto, always or never.")
  public var color: Settings.ColorChoice?

  @Option(help: "What the encoder computes in: f32 is exact, int8 is faster and rounded.")
  public var precision: Precision?

  public init() {}
}

extension Settings.ColorChoice: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
