import Analysis
import Checkpoints
import Display
import Encoders
import Tokenization

/// The explorer on a screen, until the person leaves it: shows it, hands it what happens, and does what it
/// asks for.
final class ExplorerRun {
  private let session: Session
  private let model: LoadedModel
  private let encoding: Encoding
  private let others: [Sentence]
  private let screen: any Screen
  private var explorer: AttentionExplorer
  /// The run with every head on, once it was needed.
  private var untouched: AttentionStudy?

  /// - Parameter encoding: what `explorer` is about.
  init(
    _ explorer: AttentionExplorer, of encoding: Encoding, others: [Sentence], by model: LoadedModel,
    in session: Session, on screen: any Screen
  ) {
    self.explorer = explorer
    self.encoding = encoding
    self.others = others
    self.model = model
    self.session = session
    self.screen = screen
  }

  /// What is shown now.
  var figure: Figure { explorer.figure }

  func run() {
    // A warning on stderr would be drawn across the screen.
    session.tells = { [self] in explorer.say($0) }
    defer { session.tells = nil }
    explorer.use(screen.depth)
    _ = explorer.update(.resized(rows: screen.rows, columns: screen.columns))
    show()
    while let event = screen.next() {
      if let effect = explorer.update(event) {
        if effect == .leave { return }
        show()
        do { try perform(effect) } catch { explorer.say(Failure(error).description) }
        // Ctrl-C ended the work it interrupted, not the explorer.
        session.host.forgetInterruption()
      }
      show()
    }
  }

  private func show() {
    var canvas = Canvas(rows: screen.rows, columns: screen.columns)
    explorer.render(into: &canvas)
    screen.show(canvas)
  }

  private func perform(_ effect: AttentionExplorer.Effect) throws {
    switch effect {
    case .leave: break
    case .useMouse(let wanted): screen.useMouse(wanted)
    case .write(let path, let replacing):
      do {
        try FigureFile(path: path, replaces: replacing).write(explorer.figure, in: session)
        explorer.say("wrote \(path)")
      } catch CheckpointError.exists { explorer.askToReplace(path) }
    case .ablate(let heads): try ablate(heads)
    case .study(let other): try compare(with: other, ablating: session.ablated)
    }
  }

  private func ablate(_ heads: Set<HeadIndex>) throws {
    let before = try untouched ?? session.study(of: encoding, with: model, ablating: [])
    untouched = before
    let study = heads.isEmpty ? before : try session.study(of: encoding, with: model, ablating: heads)
    let changes = heads.isEmpty ? nil : try session.changes(from: before, to: study, with: model)
    if let other = explorer.comparedWith { try compare(with: other, ablating: heads) }
    session.ablated = heads
    explorer.show(study, untouched: heads.isEmpty ? nil : before, changes: changes)
  }

  /// The sentence compared with is one of the same model, the same heads off.
  private func compare(with other: Int, ablating heads: Set<HeadIndex>) throws {
    let encoding = try session.fit(others[other], try model.tokenizer(), model)
    explorer.compare(with: try session.study(of: encoding, with: model, ablating: heads), index: other)
  }
}
