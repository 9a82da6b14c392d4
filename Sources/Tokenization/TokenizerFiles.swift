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

/// The files of a model directory that say how its texts are cut.
struct TokenizerFiles {
  /// Larger files are not what they claim to be.
  static let limit = 64 << 20

  let directory: String

  func path(_ name: String) -> String { directory + "/" + name }

  func has(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

  /// - Throws: `unreadable`; `tooLarge`, before anything is read.
  func bytes(_ name: String) throws(TokenizerError) -> [UInt8] {
    let path = path(name)
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is not a file")
    }
    let size = Int(status.st_size)
    guard size <= Self.limit else { throw .tooLarge(path: path, bytes: size, limit: Self.limit) }
    guard let file = fopen(path, "r") else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: size)
    guard fread(&bytes, 1, size, file) == size else {
      throw .unreadable(path: path, reason: "it is shorter than it says")
    }
    return bytes
  }

  /// - Throws: `notUTF8` with the line's number, besides what `bytes` throws.
  func text(_ name: String) throws(TokenizerError) -> [UInt8] {
    let bytes = try bytes(name)
    do { _ = try UTF8Span(validating: bytes.span) } catch {
      let line = bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") }
      throw .notUTF8(path: path(name), line: line + 1)
    }
    return bytes
  }

  func json<Value: Decodable>(_: Value.Type, _ name: String) throws(TokenizerError) -> Value {
    let bytes = try bytes(name)
    do { return try JSONDecoder().decode(Value.self, from: Data(bytes)) } catch let error as DecodingError {
      throw .badJSON(path: path(name), reason: reason(error))
    } catch {
      throw .badJSON(path: path(name), reason: "it cannot be decoded")
    }
  }
}

private func reason(_ error: DecodingError) -> String {
  func name(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "it" : "\"" + path.map(\.stringValue).joined(separator: ".") + "\""
  }
  switch error {
  case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
    return "\(name(context.codingPath)) is not a \(type)"
  case .keyNotFound(let key, let context): return "\(name(context.codingPath + [key])) is missing"
  case .dataCorrupted: return "it is no JSON at all"
  @unknown default: return "it is no JSON at all"
  }
}
