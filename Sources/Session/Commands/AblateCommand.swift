import ArgumentParser
import Display
import Encoders

struct AblateCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablate", abstract: "Switch attention heads off for the rest of the session.",
    discussion: """
      A head is LAYER.HEAD, both counted from 1. `ablate 5.3` switches head 3 of layer 5 off, `ablate clear` switches all on again, and \
      `ablate` alone lists those that are off. A head that is off looks at nothing and adds nothing; every command then shows what the \
      model computes without it.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("Heads such as 5.3, or clear.", valueName: "heads"))
  var heads: [String] = []

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    if heads == ["clear"] {
      session.ablated = []
    } else {
      session.ablated.formUnion(try heads.map { try HeadIndex($0, of: model) })
    }
    let off = session.ablated.sorted().map(\.description).joined(separator: " ")
    session.show(StyledText(off.isEmpty ? "all heads are on" : "off: \(off)", session.palette.muted))
    if !session.isREPL, !heads.isEmpty {
      session.warn("heads stay off as long as the session: here give --ablate to the command itself")
    }
  }
}

extension HeadIndex {
  /// A head that somebody typed.
  /// - Throws: `Failure` for what is no head of the model.
  init(_ text: String, of model: LoadedModel) throws {
    let configuration = model.directory.configuration
    guard let index = HeadIndex(text), index.layer < configuration.layers, index.head < configuration.heads
    else {
      throw Failure.usage(
        "'\(text)' is no head of \(model.name): write LAYER.HEAD, from 1.1 to \(configuration.layers).\(configuration.heads)"
      )
    }
    self = index
  }
}
