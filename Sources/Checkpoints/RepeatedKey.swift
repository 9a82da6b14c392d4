/// Finds a key that the outermost object of a JSON text has twice.
enum RepeatedKey {
  /// - Parameter json: known to be well formed.
  static func first(in json: [UInt8]) -> String? {
    var seen: Set<[UInt8]> = []
    var depth = 0
    var index = 0
    var lastString: ArraySlice<UInt8> = []
    while index < json.count {
      switch json[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let start = index + 1
        index = endOfString(json, from: start)
        lastString = json[start..<index]
      case UInt8(ascii: ":") where depth == 1:
        if !seen.insert(Array(lastString)).inserted { return String(decoding: lastString, as: UTF8.self) }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Where the closing quotation mark is.
  private static func endOfString(_ json: [UInt8], from start: Int) -> Int {
    var index = start
    while index < json.count, json[index] != UInt8(ascii: "\"") {
      index += json[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return max(start, min(index, json.count))
  }
}
