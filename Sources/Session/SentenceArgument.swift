import ArgumentParser
import Tokenization

/// The sentence a command speaks of, and how it is made into input_ids.
struct SentenceArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The sentence; A ||| B is a pair. Left out: the current sentence, or the lines of standard input.",
      valueName: "text"))
  var words: [String] = []

  @Option(help: ArgumentHelp("The second text of a pair.", valueName: "text"))
  var pair: String?

  @Flag(help: "Take special tokens typed in the text ([MASK], [SEP]) as ordinary characters.")
  var literal = false

  /// The sentences asked for: one from the arguments, the session's current one, or every line of standard
  /// input.
  func sentences(in session: Session, command: String) throws -> [Sentence] {
    if !words.isEmpty {
      let sentence = sentence(words.joined(separator: " "))
      if session.isREPL { session.remember(sentence) }
      return [sentence]
    }
    if let current = session.currentSentence {
      return [pair.map { Sentence(text: current.text, pair: $0) } ?? current]
    }
    if let input = session.standardInput {
      let lines = try input.texts()
      if !lines.isEmpty { return lines.map(sentence) }
    }
    throw Failure.usage(
      session.isREPL
        ? "there is no current sentence. Type one first, or give it here: :\(command) The mole dug a tunnel."
        : "\(command) needs a sentence: talpa \(command) \"The mole dug a tunnel.\"")
  }

  /// `--pair` says where the second text is; without it a mark in the line may.
  private func sentence(_ line: String) -> Sentence {
    pair.map { Sentence(text: line, pair: $0) } ?? Sentence(line: line)
  }
}

extension LineReader {
  /// All lines that hold more than white space.
  /// - Throws: `Failure` with status 65 where a line is not text.
  func texts(of name: String = "standard input") throws -> [String] {
    var texts: [String] = []
    var number = 0
    while let line = next() {
      number += 1
      switch line {
      case .text(let text):
        if !trimmed(text).isEmpty { texts.append(text) }
      case .notUTF8, .tooLong:
        throw Failure(.badData, "\(name), line \(number): \(line.complaint)")
      }
    }
    return texts
  }
}

extension LineReader.Line {
  /// What is wrong with a line that is no text.
  var complaint: String {
    switch self {
    case .text: ""
    case .notUTF8: "not valid UTF-8. Convert the input to UTF-8 (iconv -t UTF-8)"
    case .tooLong(let limit): "longer than \(limit) bytes, the most a line may have"
    }
  }
}

extension Tokenizer {
  /// A sentence's encoding; longer than `maxLength` tokens it is truncated.
  func encode(_ sentence: Sentence, maxLength: Int? = nil, pad: Bool = false, literal: Bool = false) throws
    -> Encoding
  {
    try encode(sentence.text, pair: sentence.pair, maxLength: maxLength, pad: pad, literal: literal)
  }
}
