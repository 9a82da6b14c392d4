import Display

/// What the machine offers the program. The main file fills it in from the real terminal, tests with values.
public struct Host {
  /// A terminal behind stdout.
  public struct Terminal {
    public let depth: ColorDepth
    public let background: Background
    /// Asked anew each time: windows are resized.
    public let columns: () -> Int
    /// Shows long text in the person's pager; false when it did not.
    public let page: (String) -> Bool
    /// Takes the whole terminal for a view, with no more colours than these; nil where it cannot carry one.
    public let openScreen: (ColorDepth) -> (any Screen)?

    public init(
      depth: ColorDepth, background: Background, columns: @escaping () -> Int,
      page: @escaping (String) -> Bool, openScreen: @escaping (ColorDepth) -> (any Screen)? = { _ in nil }
    ) {
      self.depth = depth
      self.background = background
      self.columns = columns
      self.page = page
      self.openScreen = openScreen
    }
  }

  public var environment: [String: String]
  /// The program's own path: its models lie beside it.
  public var executable: String?
  /// Nil when stdout is not a terminal.
  public var terminal: Terminal?
  public var inputIsTerminal: Bool
  public var messagesAreOnTerminal: Bool
  public var processors: Int
  /// Seconds of a clock that never goes back, and what it said when the program began.
  public var now: () -> Double
  public var start: Double
  /// True once somebody has pressed Ctrl-C since the work began.
  public var isInterrupted: () -> Bool
  public var forgetInterruption: () -> Void
  /// The lines that earlier sessions saved in a file, the oldest first.
  public var savedLines: (_ path: String) throws -> [String]

  public init(
    environment: [String: String], executable: String?, terminal: Terminal?, inputIsTerminal: Bool,
    messagesAreOnTerminal: Bool,
    processors: Int, now: @escaping () -> Double, start: Double,
    isInterrupted: @escaping () -> Bool = { false },
    forgetInterruption: @escaping () -> Void = {},
    savedLines: @escaping (_ path: String) throws -> [String] = { _ in [] }
  ) {
    self.environment = environment
    self.executable = executable
    self.terminal = terminal
    self.inputIsTerminal = inputIsTerminal
    self.messagesAreOnTerminal = messagesAreOnTerminal
    self.processors = processors
    self.now = now
    self.start = start
    self.isInterrupted = isInterrupted
    self.forgetInterruption = forgetInterruption
    self.savedLines = savedLines
  }

  /// NO_COLOR with any value but the empty one asks for none (no-color.org).
  var refusesColor: Bool { environment["NO_COLOR"].map { !$0.isEmpty } ?? false }

  /// The colours for a choice: asking for colour always gets at least 16, even in a file.
  func depth(for choice: Settings.ColorChoice) -> ColorDepth {
    switch choice {
    case .never: .none
    case .always: max(.ansi16, terminal?.depth ?? .ansi256)
    case .auto: refusesColor ? .none : terminal?.depth ?? .none
    }
  }

  func background(for choice: Settings.Background) -> Background {
    switch choice {
    case .dark: .dark
    case .light: .light
    case .auto: terminal?.background ?? .dark
    }
  }
}
