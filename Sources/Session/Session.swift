import Checkpoints
import Display
import Encoders
import Tokenization

/// One person's (or one script's) work: a model, the sentences typed so far, settings, and where words go.
public final class Session {
  public let host: Host
  public let library: ModelLibrary
  public let output: any Output
  /// True in the REPL, where there is a current sentence and messages name commands with a colon.
  public let isREPL: Bool
  /// Standard input, for the commands that read a stream; nil where it is a terminal or the REPL's own lines.
  let standardInput: LineReader?
  public internal(set) var settings: Settings
  /// Lines typed so far, the oldest first.
  public private(set) var history: [String] = []
  /// Set by `:quit`.
  public internal(set) var isOver = false
  /// What the config file names, after `--model`, `:use` and $TALPA_MODEL.
  var configuredModel: String?
  /// What `--model` or `:use` named; nil is the default.
  public internal(set) var modelName: String?
  /// Heads switched off by `:ablate` or in the explorer.
  var ablated: Set<HeadIndex> = []
  /// Keeps the entries of a session at a terminal; nil keeps none.
  var journal: SessionJournal?
  /// The last entry's output, without colours.
  var lastResult = ""
  /// Where results go instead of the terminal.
  var redirect: ResultFile?
  /// Where the next entry's results go.
  var next: ResultFile?
  /// Collects what the entry that runs now shows, for the journal.
  var recorder: EntryRecorder?
  /// Takes remarks while a full screen is shown; nil leaves them to stderr.
  var tells: ((String) -> Void)?
  /// Full screens are for people at a terminal, not for scripts.
  var mayOpenScreens = false
  private var hasMentionedAblation = false
  /// Whether this entry has been told so.
  var hasMentionedPrecision = false
  private(set) var sentences: [Sentence] = []
  private var models: [String: LoadedModel] = [:]

  public init(
    host: Host, library: ModelLibrary, output: any Output, settings: Settings? = nil, isREPL: Bool = false,
    standardInput: LineReader? = nil
  ) {
    self.host = host
    self.library = library
    self.output = output
    self.isREPL = isREPL
    self.standardInput = standardInput
    self.settings = settings ?? Settings(threads: min(max(host.processors, 1), 8))
  }

  /// Colours as the settings and the terminal have them now.
  public var palette: Palette {
    if redirect != nil { return .plain }
    return Palette(
      depth: host.depth(for: settings.color), background: host.background(for: settings.background))
  }

  // MARK: The sentence

  /// The sentence that commands without one speak of.
  public var currentSentence: Sentence? { sentences.last }

  /// Makes `sentence` the current one. One typed before moves to the end: it is one context, however often it
  /// is looked at.
  func remember(_ sentence: Sentence) {
    sentences.removeAll { $0 == sentence }
    sentences.append(sentence)
  }

  /// Many at once, each at its last place.
  func remember(_ many: [Sentence]) {
    var seen: Set<Sentence> = []
    let latest = many.reversed().filter { seen.insert($0).inserted }.reversed()
    sentences = sentences.filter { !seen.contains($0) } + latest
  }

  /// Takes lines into `:history`; one that was there moves to the end.
  public func recall(_ lines: [String]) {
    let again = Set(lines)
    history = history.filter { !again.contains($0) } + lines
  }

  /// Where the lines typed are kept between sessions (XDG base directories); nil without a home.
  public var historyPath: String? {
    let state = host.environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (state ?? host.environment["HOME"].map { $0 + "/.local/state" }).map { $0 + "/talpa/history" }
  }

  /// The lines of earlier sessions.
  func savedHistory() throws -> [String] { try historyPath.map(host.savedLines) ?? [] }

  // MARK: The model

  /// The model called `name`, or the session's own.
  /// - Throws: `ModelLibraryError` where there is none of that name, or what is wrong with its files.
  public func model(named name: String? = nil) throws -> LoadedModel {
    let wanted =
      name ?? modelName ?? (host.environment["TALPA_MODEL"]?.isEmpty == false ? nil : configuredModel)
    let key = wanted ?? ""
    if let model = models[key] { return model }
    let directory = try library.directory(named: wanted)
    let model = LoadedModel(name: directory.name, directory: directory)
    models[key] = model
    return model
  }

  // MARK: Work

  /// Called between the steps of long work.
  func stopIfInterrupted() throws {
    if host.isInterrupted() { throw Interrupted() }
  }

  func encode(_ encoding: Encoding, with model: LoadedModel) throws -> Activations {
    mentionAblation()
    return try encode(encoding, with: model, ablating: ablated)
  }

  func encode(_ encoding: Encoding, with model: LoadedModel, ablating heads: Set<HeadIndex>) throws
    -> Activations
  {
    stateMemory(of: encoding.tokens.count, model.directory.configuration)
    mentionPrecision()
    return try model.activations(
      of: encoding, interventions: heads.sorted().map(Intervention.ablate), settings.computation
    ) { _ in try stopIfInterrupted() }
  }

  /// The encoder as the settings want it.
  func encoder(of model: LoadedModel) throws -> Encoder {
    mentionPrecision()
    return try model.encoder(settings.computation)
  }

  /// Nil where the checkpoint has no masked-word head.
  func maskedWordHead(of model: LoadedModel) throws -> MaskedWordHead? {
    try model.maskedWordHead(settings.computation)
  }

  /// Rounded numbers must not be taken for exact ones.
  private func mentionPrecision() {
    guard settings.precision != .f32, !hasMentionedPrecision else { return }
    hasMentionedPrecision = true
    output.message(
      StyledText(
        "computed in \(settings.precision.rawValue): weights and inputs are rounded to bytes", palette.warning
      ).ansi(messageDepth) + "\n")
  }

  /// Says it before a run takes more than 1 GB.
  func stateMemory(of tokens: Int, _ configuration: ModelConfiguration) {
    let bytes = configuration.activationBytes(tokens: tokens)
    guard bytes >= 1 << 30 else { return }
    let size = decimals(Double(bytes) / Double(1 << 30), 1)
    warn("\(tokens) tokens: their attention and hidden states take \(size) GB of memory")
  }

  /// Numbers of a model with heads off must not be taken for the model's own.
  func mentionAblation() {
    guard !ablated.isEmpty, !hasMentionedAblation else { return }
    hasMentionedAblation = true
    let heads = ablated.sorted().map(\.description).joined(separator: " ")
    output.message(
      StyledText("heads off: \(heads) (:ablate clear switches them on)", palette.warning).ansi(messageDepth)
        + "\n")
  }

  // MARK: Words

  func show(_ text: StyledText) {
    recorder?.show(text)
    write([text])
  }

  func show(_ lines: some Sequence<StyledText>) { for line in lines { show(line) } }

  func show(_ table: Table) {
    let lines = table.lines(width: redirect == nil ? output.width : nil)
    recorder?.show(table, as: lines)
    write(lines)
  }

  func show(_ figure: Figure) {
    let lines = figure.lines(width: width, palette: palette)
    recorder?.show(figure, as: palette.depth == .none ? lines : figure.lines(width: width, palette: .plain))
    write(lines)
  }

  private func write(_ lines: some Sequence<StyledText>) {
    let depth = palette.depth
    for line in lines { put(line.ansi(depth) + "\n") }
  }

  /// Data for whoever takes it: the terminal, a file.
  func put(_ text: String) {
    guard let redirect else { return output.write(text) }
    guard let reason = redirect.write(text) else { return }
    self.redirect = nil
    warn("'\(redirect.path)' cannot be written: \(reason). Results are shown here again")
    output.write(text)
  }

  /// Columns to draw in; a width that reads well where nobody says how wide it is.
  var width: Int { redirect == nil ? output.width ?? 120 : 120 }

  /// Shows all that was written, through the pager where it is long and wanted.
  func finishCommand() {
    output.finishCommand(mayPage: settings.pager)
    hasMentionedAblation = false
  }

  /// A remark for the person, on stderr.
  public func warn(_ text: String) {
    if let tells { return tells(text) }
    recorder?.say("warning: " + text)
    output.message((StyledText("warning: ", palette.warning) + StyledText(text)).ansi(messageDepth) + "\n")
  }

  /// Colours of stderr: those of stdout where both are terminals.
  var messageDepth: ColorDepth { host.messagesAreOnTerminal ? palette.depth : .none }
}
