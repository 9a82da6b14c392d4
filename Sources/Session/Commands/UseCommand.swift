import ArgumentParser
import Display

struct UseCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Switch to another model for the rest of the session.")

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("A model's name or directory (`talpa models` lists them).", valueName: "model"),
    completion: .shellCommand("talpa models --names"))
  var model: String

  @Flag(help: "Begin later sessions with it too.")
  var save = false

  func run(in session: Session) throws {
    let model = try session.model(named: model)
    _ = try model.tokenizer()
    session.modelName = self.model
    session.ablated = []
    session.show(session.banner(of: model))
    if save { try session.saveSetting("model", self.model) }
    if !session.isREPL, !save {
      session.warn(
        "a model chosen here lasts as long as the session: in scripts give --model, or set TALPA_MODEL")
    }
  }
}

extension Session {
  /// A model in one line.
  /// Its name, and how it computes where that is not float32.
  func label(of model: LoadedModel) -> String {
    settings.precision == .f32 ? model.name : "\(model.name) \(settings.precision.rawValue)"
  }

  func banner(of model: LoadedModel) -> StyledText {
    StyledText(label(of: model), palette.accent)
      + StyledText(" · \(model.directory.configuration.shape)", palette.muted)
  }
}
