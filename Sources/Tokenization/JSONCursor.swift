/// Reads JSON from its bytes, value by value, straight into what it is for.
///
/// Only for vocabularies: a decoder would make a dictionary keyed by String, which merges entries that are
/// canonically equivalent, and takes longer than everything else at start-up. Settings go through
/// JSONDecoder.
struct JSONCursor {
  let path: String
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// Calls `body` for each member, with its key; it must read or skip the value.
  mutating func object(
    _ body: (_ key: [UInt8], _ cursor: inout JSONCursor) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    try sequence(from: "{", to: "}") { (cursor) throws(TokenizerError) in
      let key = try cursor.stringBytes()
      try cursor.expect(":")
      try body(key, &cursor)
    }
  }

  /// Calls `body` for each element, which it must read or skip.
  mutating func array(
    _ body: (_ cursor: inout JSONCursor) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    try sequence(from: "[", to: "]", body)
  }

  mutating func integer() throws(TokenizerError) -> Int {
    skipSpace()
    let start = position
    if peek() == UInt8(ascii: "-") { position += 1 }
    while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
    guard let value = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      position = start
      throw failure(expected: "a whole number")
    }
    return value
  }

  /// True or false; nil for null.
  mutating func boolean() throws(TokenizerError) -> Bool? {
    skipSpace()
    for (word, value) in [("true", true), ("false", false), ("null", nil)] as [(String, Bool?)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw failure(expected: "true, false or null")
  }

  mutating func string() throws(TokenizerError) -> String {
    String(decoding: try stringBytes(), as: UTF8.self)
  }

  /// A string's UTF-8 bytes, escapes resolved.
  mutating func stringBytes() throws(TokenizerError) -> [UInt8] {
    try expect("\"")
    var result: [UInt8] = []
    while let byte = peek() {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return result
      case UInt8(ascii: "\\"): result.append(contentsOf: try escaped().utf8)
      default: result.append(byte)
      }
    }
    throw failure(expected: "the end of a string")
  }

  /// Whether the next value begins with this character: "[", "{" or a quotation mark.
  mutating func isNext(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    return peek() == UInt8(ascii: character)
  }

  /// Passes over one value of any kind.
  mutating func skip() throws(TokenizerError) {
    skipSpace()
    switch peek() {
    case UInt8(ascii: "{"): try object { (_, cursor) throws(TokenizerError) in try cursor.skip() }
    case UInt8(ascii: "["): try array { (cursor) throws(TokenizerError) in try cursor.skip() }
    case UInt8(ascii: "\""): _ = try stringBytes()
    default:
      let start = position
      while let byte = peek(), byte > 0x20, !",]}".utf8.contains(byte) { position += 1 }
      guard position > start else { throw failure(expected: "a value") }
    }
  }

  private mutating func sequence(
    from opening: Unicode.Scalar, to closing: Unicode.Scalar,
    _ element: (_ cursor: inout JSONCursor) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    try expect(opening)
    depth += 1
    // Deeper than any tokenizer, and shallow enough for the stack.
    guard depth <= 64 else { throw failure(expected: "fewer than 64 levels") }
    defer { depth -= 1 }
    if isNext(closing) {
      position += 1
      return
    }
    repeat { try element(&self) } while try more(until: closing)
  }

  private mutating func more(until closing: Unicode.Scalar) throws(TokenizerError) -> Bool {
    if isNext(",") {
      position += 1
      return true
    }
    try expect(closing)
    return false
  }

  private mutating func escaped() throws(TokenizerError) -> Unicode.Scalar {
    guard let byte = peek() else { throw failure(expected: "the end of a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw failure(expected: "an escape that JSON knows")
    }
  }

  /// Four hexadecimal digits, or a pair of surrogates.
  private mutating func unicodeEscape() throws(TokenizerError) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, bytes[position...].starts(with: "\\u".utf8) else {
      throw failure(expected: "the second of two surrogates")
    }
    position += 2
    let second = try fourDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw failure(expected: "the second of two surrogates") }
    return scalar
  }

  private mutating func fourDigits() throws(TokenizerError) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
      throw failure(expected: "four hexadecimal digits")
    }
    position += 4
    return value
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(TokenizerError) {
    guard isNext(character) else { throw failure(expected: "\(character)") }
    position += 1
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private func failure(expected: String) -> TokenizerError {
    .badVocabulary(path: path, offset: position, expected: expected)
  }
}
