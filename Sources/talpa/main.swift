import Display
import Session
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// Wiring only: the real terminal on one side, the program on the other.

let start = Clock.now
TerminalGuard.install()
Interruption.install()

let host = Host(
  environment: Surroundings.environment, executable: Surroundings.executable,
  terminal: TerminalInfo.isTerminal(1)
    ? Host.Terminal(
      depth: TerminalInfo.colorDepth, background: TerminalInfo.background,
      columns: { TerminalInfo.size.columns },
      page: Surroundings.page, openScreen: { CursesScreen(atMost: $0) }) : nil,
  inputIsTerminal: TerminalInfo.isTerminal(0), messagesAreOnTerminal: TerminalInfo.isTerminal(2),
  processors: Surroundings.processors, now: { Clock.now }, start: start,
  isInterrupted: { Interruption.requested }, forgetInterruption: Interruption.clear,
  savedLines: { try LineHistory.saved(at: $0).entries })

let program = Program(host: host) { session in TypedLines(session: session) }
exit(program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
