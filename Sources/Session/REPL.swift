import Display

/// Lines become commands: bare text is a sentence, a colon begins a command. An error is said and the next
/// line is read.
public final class REPL {
  private let session: Session
  private let lines: any LineSource
  /// Ends at the first line that fails.
  private let bails: Bool
  /// Called around the work of each entry: Ctrl-C then stops the work.
  private let work: (() -> Void) -> Void

  /// - Parameters:
  ///   - bails: whether the first failure ends it.
  ///   - work: runs its argument; what wants to know when work begins and ends stands around it.
  public init(
    session: Session, lines: any LineSource, bails: Bool = false,
    work: @escaping (() -> Void) -> Void = { $0() }
  ) {
    self.session = session
    self.lines = lines
    self.bails = bails
    self.work = work
  }

  private static let prompt = "› "
  private static let continuation = "… "

  /// Runs until the lines end, `:quit`, or (where asked for) the first failure.
  /// - Returns: the status of the last entry that failed; success in a terminal, where each failure was seen.
  public func run() -> ExitStatus {
    var status = ExitStatus.success
    while !session.isOver {
      switch lines.next(prompt: styled(Self.prompt)) {
      case .end:
        if lines.isInteractive { session.output.message("\n") }
        return lines.isInteractive ? .success : status
      case .interrupted:
        continue
      case .unreadable(let reason):
        status = session.report(Failure(.badData, reason))
        if bails { return status }
      case .line(let line):
        guard let entries = entries(beginningWith: line) else { continue }
        for entry in entries where !session.isOver {
          let outcome = run(entry)
          if outcome != .success { status = outcome }
          if outcome != .success && (bails || lines.isInteractive) { break }
        }
        if bails, status != .success { return status }
      }
    }
    return lines.isInteractive ? .success : status
  }

  private func run(_ entry: String) -> ExitStatus {
    let text = trimmed(entry)
    guard !text.isEmpty else { return .success }
    session.recall([text])
    lines.remember(text)
    var status = ExitStatus.success
    work {
      if let next = session.next { (session.redirect, session.next) = (next, nil) }
      let recorder = EntryRecorder()
      session.recorder = recorder
      let (started, begin) = (Timestamp.now(), session.host.now())
      status = session.attempt { try session.execute(text) }
      session.recorder = nil
      recorder.finish()
      if session.redirect?.isOnce == true { session.redirect = nil }
      let entry = RunEntry(typed: text, started: started, seconds: session.host.now() - begin, status: status)
      session.journal?.keep(entry, recorder)
      if text != ":" + CopyCommand.name { session.lastResult = recorder.output }
    }
    session.finishCommand()
    return status
  }

  /// The entries of what was typed or pasted: one a line, but a line that ends in a backslash goes on in the
  /// next one, which is asked for when it is not there yet. Nil when the person gave up.
  private func entries(beginningWith first: String) -> [String]? {
    var entries: [String] = []
    var open: String?
    var waiting = first.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)[...]
    while true {
      while let line = waiting.popFirst() {
        let text = (open.map { $0 + "\n" } ?? "") + line
        open = continues(text) ? String(text.dropLast()) : nil
        if open == nil { entries.append(text) }
      }
      guard let unfinished = open else { return entries }
      switch lines.next(prompt: styled(Self.continuation)) {
      case .line(let more):
        waiting = more.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
      case .end: return entries + [unfinished]
      case .interrupted, .unreadable: return nil
      }
    }
  }

  /// One backslash at the end asks for more; two are text.
  private func continues(_ line: String) -> Bool {
    !line.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
  }

  private func styled(_ prompt: String) -> String {
    StyledText(prompt, session.palette.accent).ansi(session.palette.depth)
  }
}
