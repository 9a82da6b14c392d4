/// Turns the bytes of a terminal into keys, one byte at a time: UTF-8 into characters, escape sequences and
/// bracketed pastes into wholes. libedit would take the rest of a sequence it does not know for typed text,
/// and a paste for so many keys.
struct KeyDecoder {
  enum Key: Equatable {
    case character(Unicode.Scalar)
    /// A whole sequence, its ESC included: `\u{1b}[3~`.
    case sequence(String)
    /// All that stood between the marks of a bracketed paste; `lost` bytes were beyond the limit.
    case paste(String, lost: Int)
  }

  /// Bytes kept of one paste.
  static let pasteLimit = 1 << 20

  private static let escape: UInt8 = 0x1b
  private static let pasteStart = Array("\u{1b}[200~".utf8)
  private static let pasteEnd = Array("\u{1b}[201~".utf8)
  /// Longer than any sequence a terminal sends.
  private static let sequenceLimit = 32

  private var partial: [UInt8] = []
  private var paste: Paste?

  private struct Paste {
    var bytes: [UInt8] = []
    var count = 0
    /// How much of the end mark the last bytes were.
    var matched = 0

    /// - Returns: whether the end mark is complete. Its only ESC is the first byte, so that nothing but an
    ///   ESC can begin it anew.
    mutating func take(_ byte: UInt8, end: [UInt8], limit: Int) -> Bool {
      count += 1
      if bytes.count < limit { bytes.append(byte) }
      matched = byte == end[matched] ? matched + 1 : byte == end[0] ? 1 : 0
      return matched == end.count
    }
  }

  /// Whether an ESC came of which only time can tell if it was the key or the start of a sequence.
  var awaitsSequence: Bool { partial.first == Self.escape }

  mutating func take(_ byte: UInt8) -> [Key] {
    if paste != nil { return takePasted(byte) }
    if awaitsSequence { return takeInSequence(byte) }
    if byte == Self.escape {
      let broken = flush()
      partial = [byte]
      return broken
    }
    return takeText(byte)
  }

  /// Nothing followed for a while: what came so far stands for itself.
  mutating func flush() -> [Key] {
    let bytes = partial
    partial = []
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.map { .character($0) }
  }

  private mutating func takeText(_ byte: UInt8) -> [Key] {
    var keys: [Key] = []
    let continues = byte & 0xc0 == 0x80
    if !partial.isEmpty && !continues { keys = flush() }
    partial.append(byte)
    return partial.count < Self.length(startingWith: partial[0]) ? keys : keys + flush()
  }

  /// Bytes of a UTF-8 character by its first byte.
  private static func length(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 1
    }
  }

  /// ECMA-48: ESC [ parameters and intermediates, then one final byte; ESC O and one byte; ESC and a key.
  private mutating func takeInSequence(_ byte: UInt8) -> [Key] {
    if byte == Self.escape {
      let earlier = flush()
      partial = [byte]
      return earlier
    }
    if partial.count == 1 {
      if byte != UInt8(ascii: "[") && byte != UInt8(ascii: "O") {
        partial = []
        return [.character("\u{1b}")] + take(byte)
      }
      partial.append(byte)
      return []
    }
    partial.append(byte)
    // The Linux console sends F1 as ESC [ [ A.
    let isConsoleKey = partial.count == 3 && byte == UInt8(ascii: "[")
    let goesOn = partial[1] == UInt8(ascii: "[") && (0x20...0x3f).contains(byte) || isConsoleKey
    if goesOn && partial.count < Self.sequenceLimit { return [] }
    guard (0x40...0x7e).contains(byte) else { return flush() }
    if partial == Self.pasteStart {
      partial = []
      paste = Paste()
      return []
    }
    let sequence = String(decoding: partial, as: UTF8.self)
    partial = []
    return [.sequence(sequence)]
  }

  private mutating func takePasted(_ byte: UInt8) -> [Key] {
    // Changed in place: a copy for each byte would make a long paste endless.
    guard let isWhole = paste?.take(byte, end: Self.pasteEnd, limit: Self.pasteLimit), isWhole else {
      return []
    }
    defer { paste = nil }
    guard let paste else { return [] }
    let sent = paste.count - Self.pasteEnd.count
    let kept = min(sent, paste.bytes.count)
    return [.paste(String(decoding: paste.bytes.prefix(kept), as: UTF8.self), lost: sent - kept)]
  }
}
