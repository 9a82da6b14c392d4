import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A small JSON file of a model.
func readJSON<Value: Decodable>(
  _: Value.Type, path: String, limit: Int, purpose: String
) throws(CheckpointError) -> Value {
  let file: MappedFile
  do { file = try MappedFile(path: path) } catch {
    throw error.isNotFound ? .missingFile(path: path, purpose: purpose) : .unreadable(error)
  }
  guard file.count <= limit else { throw .fileTooLarge(path: path, bytes: file.count, limit: limit) }
  do { return try JSONDecoder().decode(Value.self, from: Data(file.bytes(0..<file.count).array)) } catch {
    throw .badJSON(path: path, reason: "it " + jsonComplaint(error))
  }
}

/// What a JSON decoder found wrong, in words.
func jsonComplaint(_ error: any Error) -> String {
  guard let error = error as? DecodingError else { return "\(error)" }
  func place(_ context: DecodingError.Context) -> String {
    context.codingPath.isEmpty
      ? "" : "at \"" + context.codingPath.map(\.stringValue).joined(separator: ".") + "\" "
  }
  switch error {
  case .dataCorrupted(let context):
    return place(context)
      + "cannot be parsed (\(context.underlyingError.map { "\($0)" } ?? context.debugDescription))"
  case .keyNotFound(let key, let context): return place(context) + "lacks \"\(key.stringValue)\""
  case .typeMismatch(let type, let context): return place(context) + "holds something else than \(type)"
  case .valueNotFound(_, let context): return place(context) + "holds null"
  @unknown default: return "cannot be parsed"
  }
}
