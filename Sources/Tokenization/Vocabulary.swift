/// The pieces a model knows, by number. Keyed by bytes of UTF-8: Swift's strings would take canonically
/// equivalent entries for one.
///
/// All entries lie in one buffer; an index of their hashes (open addressing) finds them. Nothing is allocated
/// an entry.
public struct Vocabulary: Sendable {
  private let bytes: [UInt8]
  private let places: [Range<Int32>]
  /// Entry numbers, −1 where there is none; a power of two of them.
  private var slots: [Int32]
  /// Bytes of the longest entry.
  let longest: Int

  public var count: Int { places.count }

  /// The entries in the order of their numbers. Where two are equal the later number counts, as in the
  /// reference.
  init(entries: [Range<Int32>], of bytes: [UInt8]) {
    self.bytes = bytes
    places = entries
    longest = entries.reduce(0) { max($0, $1.count) }
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for number in entries.indices where !entries[number].isEmpty { insert(Int32(number)) }
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
    var slot = ByteHash(of: entry).slot(of: slots.count)
    while slots[slot] >= 0, bytes(of: slots[slot]) != entry { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }

  private func bytes(of number: Int32) -> ArraySlice<UInt8> {
    let place = places[Int(number)]
    return bytes[Int(place.lowerBound)..<Int(place.upperBound)]
  }

  /// The number of the entry with these bytes.
  public func id(of entry: ArraySlice<UInt8>) -> Int? {
    id(hash: ByteHash(of: entry), mark: "".utf8, bytes: entry)
  }

  public func id(of entry: String) -> Int? { id(of: Array(entry.utf8)[...]) }

  /// The number of the entry that is `mark` and then `bytes`, which together have this hash.
  func id(hash: ByteHash, mark: String.UTF8View, bytes wanted: ArraySlice<UInt8>) -> Int? {
    let length = mark.count + wanted.count
    var slot = hash.slot(of: slots.count)
    while slots[slot] >= 0 {
      if places[Int(slots[slot])].count == length {
        let entry = bytes(of: slots[slot])
        if entry.dropFirst(mark.count) == wanted, entry.starts(with: mark) { return Int(slots[slot]) }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of the entry that is `bytes`, which have this hash.
  func id(hash: ByteHash, bytes wanted: [UInt8]) -> Int? {
    var slot = hash.slot(of: slots.count)
    while slots[slot] >= 0 {
      let place = places[Int(slots[slot])]
      if place.count == wanted.count {
        var index = 0
        while index < wanted.count, bytes[Int(place.lowerBound) + index] == wanted[index] { index += 1 }
        if index == wanted.count { return Int(slots[slot]) }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The entry of a number; nil outside 0..<count.
  public func token(_ id: Int) -> String? {
    guard places.indices.contains(id) else { return nil }
    return String(decoding: bytes(of: Int32(id)), as: UTF8.self)
  }
}

/// FNV-1a, which can be gone on with: the hash of "ab" is that of "a" with "b" added.
struct ByteHash {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(of bytes: ArraySlice<UInt8>) {
    for byte in bytes { add(byte) }
  }

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// - Parameter count: a power of two.
  func slot(of count: Int) -> Int {
    // The low bits of FNV are its weakest: fold the high ones in.
    Int(truncatingIfNeeded: value ^ (value >> 32)) & (count - 1)
  }
}
