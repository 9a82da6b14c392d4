import Analysis

/// A line that `talpa senses --jsonl` reads: a sentence, and where in it the word stands.
struct SenseLine: Decodable {
  enum Split: String { case train, test }

  let text: String
  /// Unicode scalars of the text; end is the first that is no longer the word's.
  let start: Int
  let end: Int
  /// Lines without a sense are read and count for nothing.
  let sense: String?
  let split: Split

  private enum Key: String, CodingKey { case text, start, end, sense, split }

  init(from decoder: any Decoder) throws {
    guard let fields = try? decoder.container(keyedBy: Key.self) else {
      throw Failure(.badData, "expected an object with \"text\", \"start\", \"end\", \"sense\" and \"split\"")
    }
    text = try fields.decode(String.self, forKey: .text)
    start = try fields.decode(Int.self, forKey: .start)
    end = try fields.decode(Int.self, forKey: .end)
    sense = try fields.decodeIfPresent(String.self, forKey: .sense)
    let name = try fields.decode(String.self, forKey: .split)
    guard let split = Split(rawValue: name) else {
      throw Failure(.badData, "\"split\" is \"\(name)\"; expected \"train\" or \"test\"")
    }
    self.split = split
  }

  /// - Throws: `Failure` where they are not a range of the text.
  func range() throws -> Range<Int> { try SenseLine.range(start, end, of: text) }

  static func range(_ start: Int, _ end: Int, of text: String) throws -> Range<Int> {
    let count = text.unicodeScalars.count
    guard 0 <= start, start < end, end <= count else {
      throw Failure(
        .badData,
        "\"start\" \(start) and \"end\" \(end) are no part of the text, which has \(count) Unicode scalars")
    }
    return start..<end
  }
}

/// The line that it writes for each hidden state.
struct SenseRecord: Encodable {
  private let numbers: LayerSenses

  init(_ numbers: LayerSenses) { self.numbers = numbers }

  private enum Key: String, CodingKey {
    case layer
    case nearestNeighbour = "nearest_neighbour_accuracy"
    case centroid = "centroid_accuracy"
    case within = "within_sense_cosine"
    case between = "between_sense_cosine"
  }

  /// What there is nothing to compute from is null.
  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(numbers.layer, forKey: .layer)
    try fields.encode(numbers.nearestNeighbourAccuracy, forKey: .nearestNeighbour)
    try fields.encode(numbers.centroidAccuracy, forKey: .centroid)
    try fields.encode(numbers.withinSenseCosine, forKey: .within)
    try fields.encode(numbers.betweenSenseCosine, forKey: .between)
  }
}
