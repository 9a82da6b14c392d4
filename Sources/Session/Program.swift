import ArgumentParser
import Checkpoints
import Display
import Tensors

/// The whole program but for the terminal: arguments in, an exit status out.
public struct Program {
  private let host: Host
  private let library: ModelLibrary
  /// Opens the line editor of a REPL on the terminal; nil where the terminal cannot carry one.
  private let openEditor: (Session) -> (any LineSource)?

  public init(host: Host, openEditor: @escaping (Session) -> (any LineSource)?) {
    self.host = host
    library = ModelLibrary(environment: host.environment, executable: host.executable)
    self.openEditor = openEditor
  }

  /// - Parameter arguments: without the program's name.
  public func run(_ arguments: [String]) -> ExitStatus {
    var parsed: any ParsableCommand
    do {
      if let first = arguments.first, let unknown = unknownCommand(first) { throw unknown }
      parsed = try Talpa.parseAsRoot(arguments)
    } catch {
      return end(with: error)
    }
    switch parsed {
    case let command as any SessionCommand: return run(command)
    case let program as Talpa: return run(program)
    default:
      // Help and completion scripts, which the argument parser makes itself.
      do { try parsed.run() } catch { return end(with: error) }
      return .success
    }
  }

  /// A first word that is neither an option nor a command: the parser would call it an unexpected argument.
  private func unknownCommand(_ word: String) -> Failure? {
    guard !word.hasPrefix("-"), !commands.contains(where: { $0.names.contains(word) }) else { return nil }
    var advice = "'talpa help' lists them"
    if let near = nearestName(to: word, in: commands.map { $0.name }) { advice = "did you mean '\(near)'?" }
    return Failure(
      .usage, "there is no command '\(word)': \(advice)\nTo look at a sentence: talpa tokens \"\(word) …\"")
  }

  private func end(with error: any Error) -> ExitStatus {
    let session = session(nil, isREPL: false, input: nil)
    if let failure = error as? Failure { return finish(session, session.report(failure)) }
    let status = Talpa.exitCode(for: error)
    let message = Talpa.fullMessage(for: error)
    if status == .success {
      session.output.write(message + "\n")
      return finish(session, .success)
    }
    session.output.message(message + "\n")
    return finish(session, .usage)
  }

  // MARK: One command

  private func run(_ command: any SessionCommand) -> ExitStatus {
    let input = host.inputIsTerminal ? nil : standardInput
    if let resume = command as? ResumeCommand, host.inputIsTerminal { return self.resume(resume) }
    let session = session(command.common, isREPL: false, input: input)
    session.mayOpenScreens = host.inputIsTerminal
    return finish(session, session.attempt { try command.run(in: session) })
  }

  // MARK: Lines

  private func run(_ program: Talpa) -> ExitStatus {
    if !program.lines.isEmpty || program.file != nil { return runScript(program) }
    if host.inputIsTerminal { return runREPL(program) }
    let session = session(program.common, isREPL: true, input: nil)
    let lines = ScriptLines(reader: standardInput, name: "standard input")
    let status = REPL(session: session, lines: lines, bails: program.bail).run()
    // Started without a terminal and without a word: better the tour than silence.
    if lines.count == 0, !host.isInterrupted() {
      return finish(session, session.attempt { try TourCommand.parse([]).run(in: session) })
    }
    return finish(session, status)
  }

  private func runScript(_ program: Talpa) -> ExitStatus {
    let session = session(program.common, isREPL: true, input: nil)
    var status = ExitStatus.success
    for source in scriptSources(program) {
      let outcome: ExitStatus
      do { outcome = REPL(session: session, lines: try source(), bails: program.bail).run() } catch {
        outcome = session.report(error)
      }
      if outcome != .success { status = outcome }
      if session.isOver || (program.bail && status != .success) { break }
    }
    return finish(session, status)
  }

  /// The lines given with -c, then those of the file.
  private func scriptSources(_ program: Talpa) -> [() throws -> ScriptLines] {
    var sources: [() throws -> ScriptLines] = []
    if !program.lines.isEmpty { sources.append { ScriptLines(program.lines) } }
    if let file = program.file { sources.append { try ScriptLines(path: file) } }
    return sources
  }

  private func runREPL(_ program: Talpa) -> ExitStatus {
    let session = session(program.common, isREPL: true, input: nil)
    let refuses = program.noJournal || !(host.environment["TALPA_NO_JOURNAL"] ?? "").isEmpty
    if !refuses, let folder = SessionFolder(environment: host.environment) {
      session.journal = SessionJournal(session: session) { try Journal(new: folder.newPath()) }
    }
    return runREPL(session, bails: program.bail)
  }

  private func resume(_ command: ResumeCommand) -> ExitStatus {
    let session = session(command.common, isREPL: true, input: nil)
    let status = session.attempt {
      var entries: [JournalGlimpse] = []
      let file = try JournalFile(path: try session.sessionFolder().find(command.name)) { line in
        if let entry = JournalGlimpse(line: line) { entries.append(entry) }
      }
      let journal = try Journal(continuing: file)
      session.restore(entries, last: file.lastEntry)
      session.journal = SessionJournal(session: session) { journal }
      session.show(StyledText("session \(file.name) · \(file.entries) entries", session.palette.muted))
    }
    return status == .success ? runREPL(session, bails: false) : finish(session, status)
  }

  private func runREPL(_ session: Session, bails: Bool) -> ExitStatus {
    session.mayOpenScreens = true
    let opened = session.attempt {
      let model = try session.model()
      _ = try model.tokenizer()
      session.showBanner(of: model)
    }
    session.finishCommand()
    // A model that cannot be opened does not keep anybody out: another can be chosen with :use.
    if opened == .interrupted { return finish(session, opened) }
    let lines = openEditor(session) ?? ScriptLines(reader: standardInput, name: "standard input")
    let repl = REPL(session: session, lines: lines, bails: bails) { work in
      host.forgetInterruption()
      work()
    }
    return finish(session, repl.run())
  }

  // MARK: Parts

  private var standardInput: LineReader { LineReader(descriptor: 0, isInterrupted: host.isInterrupted) }

  private func session(_ options: CommonOptions?, isREPL: Bool, input: LineReader?) -> Session {
    let output = StandardOutput(terminal: host.terminal, showsProgress: host.messagesAreOnTerminal)
    let session = Session(host: host, library: library, output: output, isREPL: isREPL, standardInput: input)
    session.readConfig()
    session.modelName = options?.model
    if let color = options?.color { session.settings.color = color }
    if let precision = options?.precision { session.settings.precision = precision }
    if let complaint = InstructionSet.complaint(environment: host.environment) { session.warn(complaint) }
    return session
  }

  private func finish(_ session: Session, _ status: ExitStatus) -> ExitStatus {
    session.finishCommand()
    return host.isInterrupted() && !host.inputIsTerminal ? .interrupted : status
  }
}

extension Session {
  /// Runs `work`, says what goes wrong and gives the status.
  func attempt(_ work: () throws -> Void) -> ExitStatus {
    do { try work() } catch { return report(error) }
    return .success
  }

  func showBanner(of model: LoadedModel) {
    let milliseconds = Int(((host.now() - host.start) * 1000).rounded())
    show(
      StyledText("talpa \(Talpa.version)", palette.header) + " · " + banner(of: model)
        + StyledText(" · ready in \(milliseconds) ms", palette.muted))
    show(StyledText("Type a sentence or :help", palette.muted))
  }
}
