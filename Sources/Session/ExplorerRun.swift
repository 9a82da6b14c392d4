import Analysis
import Checkpoints
import Display
import Encoders
import Tokenization

/// The explorer on a screen, until the person leaves it: shows it, hands it what happens, and does what it
/// asks for.
struct ExplorerRun {
  let session: Session
  let model: LoadedModel
  let encoding: Encoding
  let others: [Sentence]
  let screen: any Screen

  func run(_ explorer: AttentionExplorer) {
    var explorer = explorer
    _ = explorer.update(.resized(rows: screen.rows, columns: screen.columns))
    show(explorer)
    while let event = screen.next() {
      if let effect = explorer.update(event) {
        if effect == .leave { return }
        show(explorer)
        do { try perform(effect, &explorer) } catch { explorer.say(Failure(error).description) }
        // Ctrl-C ended the work it interrupted, not the explorer.
        session.host.forgetInterruption()
      }
      show(explorer)
    }
  }

  private func show(_ explorer: AttentionExplorer) {
    var canvas = Canvas(rows: screen.rows, columns: screen.columns)
    explorer.render(into: &canvas)
    screen.show(canvas)
  }

  private func perform(_ effect: AttentionExplorer.Effect, _ explorer: inout AttentionExplorer) throws {
    switch effect {
    case .leave: break
    case .useMouse(let wanted): screen.useMouse(wanted)
    case .write(let path, let replacing):
      do {
        try FigureFile(path: path, replaces: replacing).write(explorer.figure, in: session)
        explorer.say("wrote \(path)")
      } catch CheckpointError.exists { explorer.askToReplace(path) }
    case .ablate(let heads):
      let study = try session.study(of: encoding, with: model, ablating: heads)
      let untouched = heads.isEmpty ? nil : try session.study(of: encoding, with: model, ablating: [])
      let changes = try untouched.map { try session.changes(from: $0, to: study, with: model) }
      session.ablated = heads
      explorer.show(study, untouched: untouched, changes: changes)
    case .study(let index):
      let encoding = try session.fit(others[index], try model.tokenizer(), model)
      explorer.compare(
        with: try session.study(of: encoding, with: model, ablating: session.ablated), index: index)
    }
  }
}
