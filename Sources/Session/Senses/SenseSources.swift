import Analysis
import ArgumentParser
import Display

/// Where a word's contexts come from: arguments, files, a corpus, standard input, or what was typed before.
struct SenseSources: ParsableArguments {
  @Argument(help: ArgumentHelp("The word, then sentences that hold it.", valueName: "word"))
  var words: [String] = []

  @Option(
    help: ArgumentHelp(
      "Sentences a line; .tsv: sense, tab, sentence; .jsonl: as --jsonl reads them. May be given again.",
      valueName: "file"), completion: .file())
  var file: [String] = []

  @Option(
    help: ArgumentHelp(
      "A text of any size, a sentence a line: those that hold the word are read.", valueName: "file"),
    completion: .file())
  var corpus: String?

  @Flag(help: "Find the word's regular English inflections too (moles, mole's).")
  var forms = false

  @Option(help: ArgumentHelp("Contexts to keep at most.", valueName: "n"))
  var most = 2000

  /// A word with `||` in it is several words.
  var sought: [String] {
    (words.first ?? "").split(separator: "||").map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  /// The sentences among the arguments. Typed without quotes they are parted by `|||`.
  var sentences: [String] {
    let rest = Array(words.dropFirst())
    let areWhole = rest.contains { $0.contains(" ") } && !rest.contains(Sentence.pairMark)
    return areWhole ? rest : Sentence.parts(of: rest.joined(separator: " ")).filter { !$0.isEmpty }
  }

  func validate() throws {
    guard (1...100_000).contains(most) else {
      throw ValidationError("--most takes a number from 1 to 100000")
    }
  }

  /// Gathers and encodes the contexts of the words. Of several words each context says which it holds.
  func study(of words: [String], pieces: PieceChoice, with model: LoadedModel, in session: Session) throws
    -> WordStudy
  {
    let word = words.joined(separator: "' or '")
    let search = ContextSearch(words.map { WordSearch($0, withForms: forms) }, names: words)
    if !sentences.isEmpty || (file.isEmpty && corpus == nil && session.standardInput == nil) {
      let given = sentences.isEmpty ? session.sentences.map(\.text) : sentences
      var left = given.map { search.contexts(in: $0) }[...]
      let without = left.count { $0.isEmpty }
      left.removeAll { $0.isEmpty }
      if without > 0, !sentences.isEmpty { session.warn("\(without) of the sentences do not hold '\(word)'") }
      return try session.studyWord(pieces: pieces, most: most, with: model) { _ in
        nil
      } next: {
        left.popFirst()
      }
    }
    var readers: [ContextReader] = try (file + (corpus.map { [$0] } ?? [])).map { path in
      try ContextReader(
        path: path, for: search, isInterrupted: session.host.isInterrupted, say: { session.warn($0) })
    }
    if readers.isEmpty, let input = session.standardInput {
      readers = [ContextReader(input, name: "standard input", for: search) { session.warn($0) }]
    }
    return try study(readers, word, pieces, model, session)
  }

  private func study(
    _ readers: [ContextReader], _ word: String, _ pieces: PieceChoice, _ model: LoadedModel,
    _ session: Session
  ) throws -> WordStudy {
    var left = readers[...]
    let began = session.host.now()
    let total = readers.reduce(0) { $0 + ($1.size ?? 0) }
    let study = try session.studyWord(pieces: pieces, most: most, with: model) { found in
      var bar = ProgressBar("\(grouped(found)) contexts of '\(word)', bytes", total: total)
      bar.done = readers.reduce(0) { $0 + $1.bytesRead }
      return bar.line(width: session.width, elapsed: session.host.now() - began, palette: session.palette)
    } next: {
      while let reader = left.first {
        if let contexts = reader.next() { return contexts }
        left.removeFirst()
      }
      return nil
    }
    let without = readers.reduce(0) { $0 + $1.without }
    if without > 0, corpus == nil { session.warn("\(grouped(without)) lines do not hold '\(word)'") }
    return study
  }

  /// - Throws: `Failure` where there is nothing to compare.
  func check(_ study: WordStudy, in session: Session) throws {
    guard study.contexts.count < 2 else { return }
    let word = sought.joined(separator: "' or '")
    let found = study.contexts.isEmpty ? "no context holds '\(word)'" : "only one context holds '\(word)'"
    let advice =
      session.isREPL
      ? "Type sentences with it, or give them: :senses mole The mole dug. ||| A mole of gold."
      : "Give sentences that hold it, --file or --corpus (--forms finds inflections too)"
    throw Failure(
      sentences.isEmpty ? .usage : .badData, "\(found), and two are needed to compare. \(advice)")
  }
}
