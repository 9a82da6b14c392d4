import Tensors

/// A large file of sorted lines, looked into without being read: WordNet's indices (wndb(5WN)).
struct SortedLines: Sendable {
  let file: MappedFile
  /// Longer lines are none of WordNet's.
  private static let longestLine = 1 << 16

  init(path: String) throws(WordNetError) {
    do { file = try MappedFile(path: path) } catch { throw .unreadable(error) }
  }

  /// The line whose first field is `key`, by halving.
  func line(of key: String) throws(WordNetError) -> String? {
    let key = Array(key.utf8)
    var (low, high) = (0, file.count)
    while low < high {
      let start = try startOfLine(around: low + (high - low) / 2)
      let line = try line(at: start)
      let field = line.prefix { $0 != UInt8(ascii: " ") }
      if field.elementsEqual(key) { return String(decoding: line, as: UTF8.self) }
      if field.lexicographicallyPrecedes(key) { low = start + line.count + 1 } else { high = start }
    }
    return nil
  }

  /// The line that begins at this byte, without its newline.
  func line(at start: Int) throws(WordNetError) -> [UInt8] {
    guard start >= 0, start < file.count else {
      throw .damaged(path: file.path, byte: start, expected: "a line of it, which has \(file.count) bytes")
    }
    var size = 512
    while true {
      let end = min(start + size, file.count)
      let bytes = file.bytes(start..<end).array
      if let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) { return Array(bytes[..<newline]) }
      if end == file.count { return bytes }
      guard size < Self.longestLine else {
        throw .damaged(path: file.path, byte: start, expected: "a shorter line")
      }
      size *= 4
    }
  }

  /// Where the line begins that holds this byte.
  private func startOfLine(around byte: Int) throws(WordNetError) -> Int {
    var size = 512
    while true {
      let start = max(0, byte - size)
      let bytes = file.bytes(start..<byte).array
      if let newline = bytes.lastIndex(of: UInt8(ascii: "\n")) { return start + newline + 1 }
      if start == 0 { return 0 }
      guard size < Self.longestLine else {
        throw .damaged(path: file.path, byte: byte, expected: "a shorter line")
      }
      size *= 4
    }
  }
}
