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

/// What going on in a session needs of each entry, found in its line without reading all of it: a thousand
/// entries are a megabyte of JSON.
struct JournalGlimpse {
  let typed: String
  let sentence: JournalEntry.Text?

  /// Nil for a line that is damaged there.
  ///
  /// Inside a JSON string every quote has a backslash before it, so what looks like a key is one.
  init?(line: String) {
    var line = line
    let found: (String, JournalEntry.Text?)? = line.withUTF8 { bytes in
      guard let start = JournalGlimpse.end(of: #","typed":"#, in: bytes, from: 0),
        let typed = JournalGlimpse.string(in: bytes, from: start)
      else { return nil }
      guard let place = JournalGlimpse.end(of: #","sentence":{"#, in: bytes, from: 0) else {
        return (typed, nil)
      }
      // Its keys are sorted: pair, where there is one, then text.
      let pair =
        bytes[place...].starts(with: #""pair":"#.utf8)
        ? JournalGlimpse.string(in: bytes, from: place + 7) : nil
      guard let start = JournalGlimpse.end(of: #""text":"#, in: bytes, from: place),
        let text = JournalGlimpse.string(in: bytes, from: start)
      else { return nil }
      return (typed, JournalEntry.Text(text: text, pair: pair))
    }
    guard let found else { return nil }
    (typed, sentence) = found
  }

  private static func end(of key: String, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var key = key
    return key.withUTF8 { key in
      guard let base = bytes.baseAddress, let wanted = key.baseAddress else { return nil }
      var place = start
      while place + key.count <= bytes.count {
        guard let found = memchr(base + place, Int32(wanted[0]), bytes.count - place) else { return nil }
        place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if place + key.count <= bytes.count, memcmp(found, wanted, key.count) == 0 {
          return place + key.count
        }
        place += 1
      }
      return nil
    }
  }

  /// The JSON string that begins with the quote at `start`.
  private static func string(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> String? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return nil }
    var index = start + 1
    var isEscaped = false
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") {
        isEscaped = true
        index += 1
      }
      index += 1
    }
    guard index < bytes.count else { return nil }
    guard isEscaped else { return String(decoding: bytes[start + 1..<index], as: UTF8.self) }
    let json = Data([UInt8(ascii: "[")] + bytes[start...index] + [UInt8(ascii: "]")])
    return (try? JSONDecoder().decode([String].self, from: json))?.first
  }
}
