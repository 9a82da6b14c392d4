import Display
import Encoders
import Tokenization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `bench` on a text of somebody's own: how fast it is tokenized, and how fast its lines are encoded.
struct TextBench {
  let model: LoadedModel
  let json: Bool
  let lines: [String]
  private let bytes: Int

  /// - Throws: `Failure` where the file cannot be read.
  init(path: String, model: LoadedModel, json: Bool, in session: Session) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.noInput, "'\(path)' cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    let lines = try LineReader(descriptor: descriptor, isInterrupted: session.host.isInterrupted).texts(
      of: path)
    guard !lines.isEmpty else { throw Failure(.badData, "'\(path)' has no text") }
    self.model = model
    self.json = json
    self.lines = lines
    bytes = lines.reduce(0) { $0 + $1.utf8.count + 1 }
  }

  // MARK: Tokenizer

  private struct TokenizerPoint: Encodable {
    let what: String, megabytesPerSecond: Double, tokens: Int, bytes: Int

    enum CodingKeys: String, CodingKey {
      case what, tokens, bytes
      case megabytesPerSecond = "megabytes_per_second"
    }
  }

  /// One thread, line by line: ids alone, and tokens with their offsets.
  func timeTokenizer(in session: Session) throws {
    let tokenizer = try model.tokenizer()
    var points: [TokenizerPoint] = []
    func time(_ what: String, _ count: (String) throws -> Int) throws {
      session.output.progress("bench: \(what)")
      var tokens = 0
      let seconds = try session.times {
        tokens = 0
        for line in lines { tokens += try count(line) }
        try session.stopIfInterrupted()
      }
      let speed = Double(bytes) / 1e6 / (milliseconds(seconds).median / 1000)
      points.append(TokenizerPoint(what: what, megabytesPerSecond: speed, tokens: tokens, bytes: bytes))
    }
    try time("ids") { tokenizer.ids(of: $0).count }
    try time("tokens with offsets") { try tokenizer.encode($0).tokens.count }
    if json { return try points.forEach(session.showJSON) }
    let rows = points.map { point in
      [
        StyledText(point.what), StyledText(decimals(point.megabytesPerSecond, 1)),
        StyledText(grouped(point.tokens)),
      ]
    }
    session.show(
      Table(
        columns: [.init("one thread"), .init("MB/s", align: .right), .init("tokens", align: .right)],
        rows: rows))
  }

  // MARK: Throughput

  private struct ThroughputPoint: Encodable {
    let sentences: Int, tokens: Int, threads: Int, precision: String
    let sentencesPerSecond: Double, tokensPerSecond: Double

    enum CodingKeys: String, CodingKey {
      case sentences, tokens, threads, precision
      case sentencesPerSecond = "sentences_per_second"
      case tokensPerSecond = "tokens_per_second"
    }
  }

  /// The lines encoded in ragged batches, everything kept until a batch is done; tokenizing is not counted.
  func timeThroughput(threads: [Int], in session: Session) throws {
    let tokenizer = try model.tokenizer()
    let limit = model.directory.configuration.maxTokens
    let encodings = try lines.map { try tokenizer.encode($0, maxLength: limit) }
    let tokens = encodings.reduce(0) { $0 + $1.tokens.count }
    var rows: [[StyledText]] = []
    for count in threads {
      let encoder = try model.encoder(.init(threads: count, precision: session.settings.precision))
      session.output.progress("bench: \(grouped(lines.count)) sentences, \(count) threads")
      func encodeAll(_ encodings: [Encoding]) throws -> Double {
        let start = session.host.now()
        _ = try session.encodeAll(encodings, with: encoder) { $0.hiddenStates.count }
        return session.host.now() - start
      }
      _ = try encodeAll(Array(encodings.prefix(64)))
      let seconds = try (0..<3).map { _ in try encodeAll(encodings) }.sorted()[1]
      let point = ThroughputPoint(
        sentences: lines.count, tokens: tokens, threads: count,
        precision: session.settings.precision.rawValue,
        sentencesPerSecond: Double(lines.count) / seconds, tokensPerSecond: Double(tokens) / seconds)
      if json {
        try session.showJSON(point)
      } else {
        rows.append(
          [
            "\(count)", decimals(point.sentencesPerSecond, 1), grouped(Int(point.tokensPerSecond)),
            grouped(tokens),
          ].map { StyledText($0) })
      }
    }
    guard !json else { return }
    let columns = ["threads", "sentences/s", "tokens/s", "tokens"].map { Table.Column($0, align: .right) }
    session.show(Table(columns: columns, rows: rows))
  }
}
