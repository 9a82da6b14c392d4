import ArgumentParser
import Display
import Encoders
import Tensors
import Tokenization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct BenchCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time this machine's encoder.",
    discussion: """
      One run is a whole encode of random token ids, from the embedding lookup to the last layer, with every hidden state and every \
      attention kept. Each point runs for half a second and at least five times, after a warm-up. With --frames the explorer is timed \
      instead: one key and the drawing of the screen after it, 200 columns by 60 rows, in every view.
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("Sentence lengths, separated by commas.", valueName: "list"))
  var tokens = CountList([8, 16, 32, 64, 128, 256, 512])

  @Option(help: ArgumentHelp("Thread counts, separated by commas.", valueName: "list"))
  var threads = CountList([1, 2])

  @Flag(help: "Time the attention explorer's frames instead.")
  var frames = false

  @Option(
    help: ArgumentHelp("Time the tokenizer on a text instead, line by line.", valueName: "file"),
    completion: .file())
  var tokenizer: String?

  @Option(
    help: ArgumentHelp("Time the encoding of a text's lines in ragged batches instead.", valueName: "file"),
    completion: .file())
  var throughput: String?

  @Flag(help: "Print a JSON line a point.")
  var json = false

  func run(in session: Session) throws {
    let model = try session.model(named: common.model)
    let limit = model.directory.configuration.maxTokens
    for count in tokens.values where count > limit {
      throw Failure.usage("--tokens \(count): \(model.name) has positions for \(limit) tokens")
    }
    if !json {
      session.show(
        session.banner(of: model)
          + StyledText(
            " · \(session.settings.precision.rawValue) · \(InstructionSet.active.rawValue)",
            session.palette.muted))
    }
    if let path = tokenizer {
      return try TextBench(path: path, model: model, json: json, in: session).timeTokenizer(in: session)
    }
    if let path = throughput {
      return try TextBench(path: path, model: model, json: json, in: session)
        .timeThroughput(threads: threads.values, in: session)
    }
    if frames { return try FrameBench(model: model, lengths: tokens.values, json: json).run(in: session) }
    var rows: [[StyledText]] = []
    for threadCount in threads.values {
      let encoder = try model.encoder(.init(threads: threadCount, precision: session.settings.precision))
      for count in tokens.values {
        session.output.progress("bench: \(count) tokens, \(threadCount) threads")
        let point = try time(
          encoder, tokens: count, threads: threadCount,
          vocabulary: model.directory.configuration.vocabularySize, in: session)
        if json {
          try session.showJSON(point)
          session.output.flush()
        } else {
          rows.append(
            [
              "\(count)", "\(threadCount)", decimals(point.medianMS, 2), decimals(point.minMS, 2),
              decimals(point.maxMS, 2), "\(point.runs)",
            ]
            .map { StyledText($0) })
        }
      }
    }
    let columns = ["tokens", "threads", "median ms", "min ms", "max ms", "runs"].map {
      Table.Column($0, align: .right)
    }
    if !json { session.show(Table(columns: columns, rows: rows)) }
  }

  private func time(_ encoder: Encoder, tokens: Int, threads: Int, vocabulary: Int, in session: Session)
    throws -> BenchPoint
  {
    let encoding = Encoding(ids: randomIDs(tokens, below: vocabulary))
    let seconds = try session.times {
      _ = try encoder.encode([encoding], beforeLayer: { _ in try session.stopIfInterrupted() })
    }
    return BenchPoint(
      tokens: tokens, threads: threads, precision: session.settings.precision.rawValue, seconds: seconds)
  }
}

/// A line of `talpa bench --json`.
private struct BenchPoint: Encodable {
  let tokens: Int, threads: Int, precision: String
  let medianMS: Double, minMS: Double, maxMS: Double
  let runs: Int
  let attentions = true

  enum CodingKeys: String, CodingKey {
    case tokens, threads, precision
    case medianMS = "median_ms"
    case minMS = "min_ms"
    case maxMS = "max_ms"
    case runs, attentions
  }

  /// - Parameter seconds: sorted, at least one.
  init(tokens: Int, threads: Int, precision: String, seconds: [Double]) {
    self.tokens = tokens
    self.threads = threads
    self.precision = precision
    (medianMS, minMS, maxMS) = milliseconds(seconds)
    runs = seconds.count
  }
}

/// Of sorted seconds, at least one.
func milliseconds(_ seconds: [Double]) -> (median: Double, min: Double, max: Double) {
  let middle = seconds.count / 2
  let median = seconds.count % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2
  return (1000 * median, 1000 * (seconds.first ?? 0), 1000 * (seconds.last ?? 0))
}

/// "8,16,32": counts of one or more.
struct CountList: ExpressibleByArgument, CustomStringConvertible {
  let values: [Int]

  init(_ values: [Int]) { self.values = values }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { Int($0) }
    guard values.count == parts.count, values.allSatisfy({ $0 >= 1 && $0 <= 1 << 16 }) else { return nil }
    self.values = values
  }

  var description: String { values.map(String.init).joined(separator: ",") }
  var defaultValueDescription: String { description }
}

extension Session {
  /// Seconds that each of some runs took, sorted: after two to warm up, at least five and half a second of them.
  func times(_ work: () throws -> Void) throws -> [Double] {
    for _ in 0..<2 { try work() }
    var times: [Double] = []
    let begin = host.now()
    while times.count < 5 || host.now() - begin < 0.5 {
      let start = host.now()
      try work()
      times.append(host.now() - start)
    }
    return times.sorted()
  }

  func showJSON(_ record: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    put(String(decoding: try encoder.encode(record), as: UTF8.self) + "\n")
  }
}

/// Numbers drawn evenly, the same ones each time.
func randomIDs(_ count: Int, below limit: Int) -> [Int] {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(limit, 1)))
  }
}
