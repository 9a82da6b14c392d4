import Analysis

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds a word's contexts in lines: sentences, `sense<TAB>sentence`, or JSON objects of the contract. A line that
/// cannot be used is said and passed over.
final class ContextReader {
  enum Format {
    /// A sentence a line.
    case sentences
    /// A sense, a tab and a sentence; a first line `sense<TAB>sentence` is a heading.
    case labelled
    /// `{"text": …, "start": …, "end": …, "sense": …}`, or a sentence as a string.
    case json
  }

  private let search: ContextSearch
  private let lines: LineReader
  private let name: String
  private var format: Format?
  private let say: (String) -> Void
  /// Bytes of the whole, where that is known.
  let size: Int?
  private(set) var bytesRead = 0
  private(set) var linesRead = 0
  /// Lines that do not hold the word.
  private(set) var without = 0
  private var complaints = 0
  private static let mostComplaints = 5

  /// - Parameters:
  ///   - format: nil is seen at the first line.
  ///   - say: takes what is wrong with a line.
  init(
    _ lines: LineReader, name: String, size: Int? = nil, format: Format? = nil, for search: ContextSearch,
    say: @escaping (String) -> Void
  ) {
    self.lines = lines
    self.name = name
    self.size = size
    self.format = format
    self.search = search
    self.say = say
  }

  /// - Throws: `Failure` where the file cannot be opened.
  convenience init(
    path: String, for search: ContextSearch, isInterrupted: @escaping () -> Bool,
    say: @escaping (String) -> Void
  ) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.noInput, "'\(path)' cannot be read: \(String(cString: strerror(errno)))")
    }
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let format: Format =
      path.hasSuffix(".tsv")
      ? .labelled : path.hasSuffix(".jsonl") || path.hasSuffix(".json") ? .json : .sentences
    self.init(
      LineReader(descriptor: descriptor, isInterrupted: isInterrupted), name: path,
      size: isFile ? Int(status.st_size) : nil, format: format, for: search, say: say)
    ownedDescriptor = descriptor
  }

  private var ownedDescriptor: Int32?
  deinit { if let ownedDescriptor { close(ownedDescriptor) } }

  /// The contexts of the next line that has any; nil at the end.
  func next() -> [WordContext]? {
    while let line = lines.next() {
      linesRead += 1
      guard case .text(let text) = line else {
        complain(line.complaint)
        continue
      }
      bytesRead += text.utf8.count + 1
      guard !trimmed(text).isEmpty else { continue }
      do {
        let found = try contexts(in: text)
        if !found.isEmpty { return found }
        without += 1
      } catch is Heading {
        continue
      } catch { complain(Failure(error).description) }
    }
    if complaints > ContextReader.mostComplaints {
      say("\(name): \(complaints - ContextReader.mostComplaints) more lines could not be used")
      complaints = 0
    }
    return nil
  }

  private struct Heading: Error {}

  private func contexts(in line: String) throws -> [WordContext] {
    let format = format ?? ContextReader.format(of: line)
    self.format = format
    switch format {
    case .sentences: return search.contexts(in: line)
    case .labelled:
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw Failure(.badData, "expected a sense, a tab and a sentence")
      }
      if linesRead == 1, parts[0] == "sense", parts[1] == "sentence" { throw Heading() }
      return search.contexts(in: String(parts[1]), label: parts[0].isEmpty ? nil : String(parts[0]))
    case .json:
      let record = try JSONDecoder().decode(JSONContext.self, from: Data(line.utf8))
      guard let range = try record.range() else {
        return search.contexts(in: record.text, label: record.sense)
      }
      return [WordContext(text: record.text, range: range, label: record.sense)]
    }
  }

  private static func format(of line: String) -> Format {
    if line.hasPrefix("{") || line.hasPrefix("\"") { return .json }
    return line.utf8.contains(UInt8(ascii: "\t")) ? .labelled : .sentences
  }

  private func complain(_ what: String) {
    complaints += 1
    if complaints <= ContextReader.mostComplaints { say("\(name), line \(linesRead): \(what)") }
  }
}

/// A line of JSON: the contract's object, in which all but the text may be missing here, or a sentence.
private struct JSONContext: Decodable {
  let text: String
  var start: Int?
  var end: Int?
  var sense: String?

  private enum Key: String, CodingKey { case text, start, end, sense }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self.text = text
      return
    }
    guard let fields = try? decoder.container(keyedBy: Key.self), fields.contains(.text) else {
      throw Failure(.badData, "expected a sentence as a string, or an object with \"text\"")
    }
    text = try fields.decode(String.self, forKey: .text)
    start = try fields.decodeIfPresent(Int.self, forKey: .start)
    end = try fields.decodeIfPresent(Int.self, forKey: .end)
    sense = try fields.decodeIfPresent(String.self, forKey: .sense)
  }

  func range() throws -> Range<Int>? {
    guard let start, let end else { return nil }
    return try SenseLine.range(start, end, of: text)
  }
}
