/// The pieces a model knows, by number. Keyed by bytes of UTF-8: Swift's strings would take canonically equivalent
/// entries for one.
///
/// All entries lie in one buffer; an index of their hashes (open addressing) finds them. Nothing is allocated an entry.
public struct Vocabulary: Sendable {
  /// The entries' bytes, one after the other.
  private let bytes: [UInt8]
  private let places: [Range<Int32>]
  /// Entry numbers, −1 where there is none; a power of two of them.
  private var slots: [Int32]
  private let mask: Int

  public var count: Int { places.count }

  /// The entries in the order of their numbers. Where two are equal the later number counts, as in the reference.
  init(entries: [Range<Int32>], of bytes: [UInt8]) {
    self.bytes = bytes
    places = entries
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: -1, count: size)
    for number in entries.indices { insert(Int32(number)) }
  }

  /// Entries given as strings, for what is read from JSON.
  init(_ entries: [String]) {
    var bytes: [UInt8] = []
    var places: [Range<Int32>] = []
    for entry in entries {
      let start = Int32(bytes.count)
      bytes.append(contentsOf: entry.utf8)
      places.append(start..<Int32(bytes.count))
    }
    self.init(entries: places, of: bytes)
  }

  /// vocab.txt: one entry a line, its number the line's, white space at the end not of it.
  init(lines bytes: [UInt8]) {
    var places: [Range<Int32>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var trimmed = end
      while trimmed > start, bytes[trimmed - 1] <= 0x20 { trimmed -= 1 }
      places.append(Int32(start)..<Int32(trimmed))
      start = end + 1
    }
    self.init(entries: places, of: bytes)
  }

  private mutating func insert(_ number: Int32) {
    let entry = bytes(of: number)
    var slot = Self.hash(entry) & mask
    while slots[slot] >= 0 {
      if bytes(of: slots[slot]).elementsEqual(entry) { break }
      slot = (slot + 1) & mask
    }
    slots[slot] = number
  }

  private func bytes(of number: Int32) -> ArraySlice<UInt8> {
    let place = places[Int(number)]
    return bytes[Int(place.lowerBound)..<Int(place.upperBound)]
  }

  /// The number of the entry with these bytes.
  public func id(of entry: ArraySlice<UInt8>) -> Int? {
    var slot = Self.hash(entry) & mask
    while slots[slot] >= 0 {
      if bytes(of: slots[slot]).elementsEqual(entry) { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  public func id(of entry: String) -> Int? { id(of: Array(entry.utf8)[...]) }

  /// The entry of a number; nil outside 0..<count.
  public func token(_ id: Int) -> String? {
    guard places.indices.contains(id) else { return nil }
    return String(decoding: bytes(of: Int32(id)), as: UTF8.self)
  }

  /// FNV-1a.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // The low bits of FNV are its weakest: fold the high ones in.
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & .max
  }
}
