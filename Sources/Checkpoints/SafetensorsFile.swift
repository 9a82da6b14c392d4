import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A .safetensors file (github.com/huggingface/safetensors): eight bytes of header length, a JSON header that
/// gives each tensor's type, shape and place, then the data. The file is mapped; everything the header claims
/// is checked before anything is used.
public struct SafetensorsFile: TensorSource {
  public let path: String
  public let metadata: [String: String]
  private let file: MappedFile
  private let dataStart: Int
  private let entries: [String: Entry]

  /// The header is read into memory whole: that of the largest model known is below 1 MB.
  static let headerLimit = 32 << 20

  public init(path: String) throws(CheckpointError) {
    self.path = path
    do { file = try MappedFile(path: path) } catch { throw .unreadable(error) }
    guard file.count >= 8 else { throw .shorterThanHeader(path: path, bytes: file.count) }
    let length = file.bytes(0..<8).array.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(file.count - 8), length <= UInt64(Self.headerLimit) else {
      throw .headerTooLarge(path: path, claimed: length, available: min(file.count - 8, Self.headerLimit))
    }
    dataStart = 8 + Int(length)
    let header: Header
    do {
      header = try JSONDecoder().decode(Header.self, from: Data(file.bytes(8..<dataStart).array))
    } catch {
      throw .badJSON(path: path, reason: "the header " + jsonComplaint(error))
    }
    // JSONDecoder keeps one of two values under a name and says nothing.
    if let name = RepeatedKey.first(in: file.bytes(8..<dataStart).array) {
      throw .duplicateTensor(path: path, tensor: name)
    }
    metadata = header.metadata
    entries = header.entries
    try checkPlaces(available: file.count - dataStart)
  }

  public var names: [String] { entries.keys.sorted() }

  public func tensor(named name: String) -> StoredTensor? {
    guard let entry = entries[name] else { return nil }
    let bytes = file.bytes(dataStart + entry.begin..<dataStart + entry.end)
    return StoredTensor(shape: entry.shape, dtype: entry.dtype, bytes: bytes)
  }

  // MARK: The header

  private struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }

    var begin: Int { offsets[0] }
    var end: Int { offsets[1] }
  }

  private struct Header: Decodable {
    var metadata: [String: String] = [:]
    var entries: [String: Entry] = [:]

    private struct Name: CodingKey {
      let stringValue: String
      init(stringValue: String) { self.stringValue = stringValue }
      var intValue: Int? { nil }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Name.self)
      for key in fields.allKeys {
        if key.stringValue == "__metadata__" {
          metadata = try fields.decode([String: String].self, forKey: key)
        } else {
          entries[key.stringValue] = try fields.decode(Entry.self, forKey: key)
        }
      }
    }
  }

  /// Bytes a number of each type that the format knows.
  private static let sizes = [
    "F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2, "I16": 2, "U16": 2,
    "I8": 1, "U8": 1,
    "BOOL": 1, "F8_E4M3": 1, "F8_E5M2": 1,
  ]

  /// Each tensor's bytes are those its shape needs, and together they cover the data once.
  private func checkPlaces(available: Int) throws(CheckpointError) {
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) { try checkSize(name, entry) }
    let ordered = entries.sorted {
      ($0.value.begin, $0.value.end, $0.key) < ($1.value.begin, $1.value.end, $1.key)
    }
    var end = 0
    var previous = ""
    for (name, entry) in ordered {
      if entry.begin < end { throw .tensorsOverlap(path: path, first: previous, second: name) }
      if entry.begin > end { throw .gapBetweenTensors(path: path, before: name, bytes: entry.begin - end) }
      if entry.end > available {
        throw .truncated(path: path, tensor: name, needed: entry.end, available: available)
      }
      end = entry.end
      previous = name
    }
    if end < available { throw .unusedBytes(path: path, bytes: available - end) }
  }

  private func checkSize(_ name: String, _ entry: Entry) throws(CheckpointError) {
    guard entry.offsets.count == 2, entry.begin >= 0, entry.begin <= entry.end else {
      throw .badTensorEntry(
        path: path, tensor: name, reason: "data_offsets are \(entry.offsets), not [begin, end]")
    }
    guard let size = Self.sizes[entry.dtype] else {
      throw .badTensorEntry(path: path, tensor: name, reason: "the type \(entry.dtype) is unknown")
    }
    var bytes = size
    for extent in entry.shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflow else {
        throw .badTensorEntry(path: path, tensor: name, reason: "the shape \(entry.shape) is impossible")
      }
      bytes = product
    }
    guard bytes == entry.end - entry.begin else {
      throw .tensorSizeMismatch(
        path: path, tensor: name, shape: entry.shape, dtype: entry.dtype, bytes: entry.end - entry.begin)
    }
  }
}
