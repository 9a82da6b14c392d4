/// What a key asks of the attention explorer.
enum ExplorerCommand: Hashable {
  case move(Direction)
  case pageUp, pageDown, first, last
  /// Steps of one, in either direction.
  case head(Int)
  case layer(Int)
  case token(Int)
  case target(Int)
  case show(AttentionViewKind)
  case nextView(Int)
  case open, back
  case search
  case searchOn(Int)
  case hideSpecial, mergeWords, nextBlock, nextShading, norms, scores
  case zoom, order, colorHeads, compare, swapSides
  case otherSentence(Int)
  case ablate, restoreHeads
  case write, mouse, help, leave
}

/// A key, what it does and where. Keys, hints and help all read this one table.
struct KeyBinding {
  let keys: [Key]
  /// The keys as help shows them.
  let shown: String
  let command: ExplorerCommand
  let says: String
  /// A word or two for the bar at the bottom; nil keeps it out.
  var hint: String?
  /// The views it works in; nil is all.
  var kinds: Set<AttentionViewKind>?

  static func command(for key: Key, in kind: AttentionViewKind) -> ExplorerCommand? {
    all.first { $0.keys.contains(key) && ($0.kinds?.contains(kind) ?? true) }?.command
  }

  static let all: [KeyBinding] = moving + views + looking + changing

  private static let moving: [KeyBinding] = [
    .init(
      keys: [.left, .character("h")], shown: "← h", command: .move(.left),
      says: "one key to the left; 5h moves five"),
    .init(keys: [.down, .character("j")], shown: "↓ j", command: .move(.down), says: "one query down"),
    .init(keys: [.up, .character("k")], shown: "↑ k", command: .move(.up), says: "one query up"),
    .init(
      keys: [.right, .character("l")], shown: "→ l", command: .move(.right), says: "one key to the right"),
    .init(keys: [.pageUp, .control("b")], shown: "PgUp ^B", command: .pageUp, says: "a page of queries up"),
    .init(
      keys: [.pageDown, .control("f")], shown: "PgDn ^F", command: .pageDown, says: "a page of queries down"),
    .init(
      keys: [.home, .character("g")], shown: "Home g", command: .first,
      says: "to the first row and column; 7g goes to token 7"),
    .init(keys: [.end, .character("G")], shown: "End G", command: .last, says: "to the last row and column"),
    .init(keys: [.character("[")], shown: "[", command: .head(-1), says: "previous head"),
    .init(keys: [.character("]")], shown: "]", command: .head(1), says: "next head", hint: "[ ] head"),
    .init(keys: [.character("{")], shown: "{", command: .layer(-1), says: "previous layer"),
    .init(keys: [.character("}")], shown: "}", command: .layer(1), says: "next layer", hint: "{ } layer"),
    .init(keys: [.character("<")], shown: "<", command: .token(-1), says: "previous token", kinds: [.token]),
    .init(
      keys: [.character(">")], shown: ">", command: .token(1), says: "next token", hint: "< > token",
      kinds: [.token]),
    .init(
      keys: [.character(",")], shown: ",", command: .target(-1), says: "previous target", kinds: [.token]),
    .init(
      keys: [.character(".")], shown: ".", command: .target(1), says: "next target", hint: ", . target",
      kinds: [.token]),
    .init(keys: [.character("/")], shown: "/", command: .search, says: "search a token", hint: "/ search"),
    .init(keys: [.character("n")], shown: "n", command: .searchOn(1), says: "the next token that matches"),
    .init(keys: [.character("N")], shown: "N", command: .searchOn(-1), says: "the token before that matches"),
  ]

  private static let views: [KeyBinding] = [
    .init(
      keys: [.character("H")], shown: "H", command: .show(.head), says: "one head: queries down, keys across"),
    .init(keys: [.character("A")], shown: "A", command: .show(.grid), says: "all heads of all layers"),
    .init(
      keys: [.character("T")], shown: "T", command: .show(.token),
      says: "one token: from it and to it, in every head"),
    .init(
      keys: [.character("F")], shown: "F", command: .show(.flow), says: "flow: rollout, and means over heads"),
    .init(
      keys: [.character("D")], shown: "D", command: .show(.difference),
      says: "the difference of two heads, layers or sentences"),
    .init(keys: [.tab], shown: "Tab", command: .nextView(1), says: "next view", hint: "Tab view"),
    .init(keys: [.backTab], shown: "⇧Tab", command: .nextView(-1), says: "previous view"),
    .init(
      keys: [.enter], shown: "Enter", command: .open, says: "open the head under the cursor",
      hint: "Enter open", kinds: [.grid, .token]),
    .init(
      keys: [.escape], shown: "Esc", command: .back,
      says: "back to where Enter was pressed; gives up a count or a question"),
  ]

  private static let looking: [KeyBinding] = [
    .init(
      keys: [.character("s")], shown: "s", command: .hideSpecial,
      says: "hide [CLS], [SEP] and padding; rows are renormalised", hint: "s special"),
    .init(
      keys: [.character("p")], shown: "p", command: .mergeWords, says: "merge pieces into words",
      hint: "p words"),
    .init(
      keys: [.character("b")], shown: "b", command: .nextBlock, says: "of a pair: all, A→B, B→A, A→A, B→B",
      hint: "b pair"),
    .init(
      keys: [.character("c")], shown: "c", command: .nextShading,
      says: "colour scale: square root, linear, log, each row by itself", hint: "c scale"),
    .init(
      keys: [.character("v")], shown: "v", command: .norms,
      says: "weigh by what the values add: |α·f(x)| (Kobayashi et al. 2020)", hint: "v norms"),
    .init(
      keys: [.character("r")], shown: "r", command: .scores, says: "raw scores, before softmax",
      hint: "r scores"),
    .init(
      keys: [.character("z")], shown: "z", command: .zoom,
      says: "cell size: fitting, numbers, wide, small, everything at once", hint: "z zoom",
      kinds: [.head, .flow, .difference]),
    .init(
      keys: [.character("o")], shown: "o", command: .order, says: "order the heads by what they do",
      hint: "o order", kinds: [.grid]),
    .init(
      keys: [.character("i")], shown: "i", command: .colorHeads, says: "colour the heads by what they do",
      hint: "i colour", kinds: [.grid]),
    .init(
      keys: [.character("o")], shown: "o", command: .order, says: "turn round: from the token, or to it",
      hint: "o turn", kinds: [.token]),
    .init(
      keys: [.character("o")], shown: "o", command: .order, says: "rollout, or the mean over heads",
      hint: "o rollout/mean", kinds: [.flow]),
    .init(
      keys: [.character("x")], shown: "x", command: .compare,
      says: "what is compared: heads, layers, sentences, before and after ablation", hint: "x compare",
      kinds: [.difference]),
    .init(
      keys: [.character("X")], shown: "X", command: .swapSides, says: "swap the two sides", hint: "X swap",
      kinds: [.difference]),
    .init(
      keys: [.character("e")], shown: "e", command: .otherSentence(1),
      says: "compare with another sentence of this session", hint: "e sentence", kinds: [.difference]),
  ]

  private static let changing: [KeyBinding] = [
    .init(
      keys: [.character("a")], shown: "a", command: .ablate,
      says: "switch this head off, or on again, and run the model anew", hint: "a ablate",
      kinds: [.head, .grid, .token, .difference]),
    .init(keys: [.character("u")], shown: "u", command: .restoreHeads, says: "switch all heads on again"),
    .init(
      keys: [.character("w")], shown: "w", command: .write,
      says: "write what is shown: .svg .png .html .json .csv .txt", hint: "w write"),
    .init(keys: [.character("m")], shown: "m", command: .mouse, says: "mouse on or off"),
    .init(keys: [.character("?")], shown: "?", command: .help, says: "this help", hint: "? help"),
    .init(keys: [.character("q")], shown: "q", command: .leave, says: "leave", hint: "q quit"),
  ]
}
