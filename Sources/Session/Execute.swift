import ArgumentParser
import Display

extension Session {
  /// Runs one entry of the REPL.
  func execute(_ entry: String) throws {
    hasMentionedPrecision = false
    guard entry.hasPrefix(":") else {
      let sentence = Sentence(line: entry)
      remember(sentence)
      return try TokensCommand.parse([]).run(in: self)
    }
    let words = LineWords(String(entry.dropFirst()))
    guard let name = words.words.first?.text else {
      throw Failure.usage("a command's name comes after the colon: :help lists them")
    }
    let command = try parse(try knownCommand(name, self), words)
    let precision = settings.precision
    if let wanted = command.common.precision {
      settings.precision = wanted
      defer { settings.precision = precision }
      return try command.run(in: self)
    }
    try command.run(in: self)
  }

  private func parse(_ type: any SessionCommand.Type, _ words: LineWords) throws -> any SessionCommand {
    do {
      let command = try type.parse(Array(words.words.dropFirst().map(\.text)))
      guard let sentenceWords = (command as? any TakesSentence)?.sentenceWords, !sentenceWords.isEmpty,
        words.words.suffix(sentenceWords.count).map(\.text) == sentenceWords
      else { return command }
      return try type.parse(Array(words.keepingText(ofLast: sentenceWords.count).dropFirst()))
    } catch {
      // Asking for help throws too, with success as its status.
      if type.exitCode(for: error) == .success {
        return try HelpCommand.parse([type.name])
      }
      throw Failure.usage("\(type.message(for: error))\n:help \(type.name) shows what it takes")
    }
  }

  /// Says what went wrong and gives the status it ends with.
  func report(_ error: any Error) -> ExitStatus {
    if let silent = error as? SilentFailure { return silent.status }
    let failure = Failure(error)
    recorder?.say("error: " + failure.description)
    for (index, line) in failure.description.split(separator: "\n").enumerated() {
      let label = index == 0 ? StyledText("error: ", palette.error) : StyledText("")
      output.message((label + StyledText(String(line))).ansi(messageDepth) + "\n")
    }
    return failure.status
  }
}
