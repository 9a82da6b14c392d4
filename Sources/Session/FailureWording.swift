import Analysis
import Checkpoints
import Encoders
import Tokenization

extension Failure {
  /// The one place where errors of every module get their exit status.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case is Interrupted: self.init(.interrupted, "\(error)")
    case let error as DecodingError: self.init(.badData, error.wording)
    case let error as ModelLibraryError: self.init(.noInput, "\(error)\(error.suggestion)")
    case let error as CheckpointError: self.init(error.status, "\(error)")
    case let error as JournalError: self.init(error.status, "\(error)")
    case let error as TokenizerError: self.init(error.status, "\(error)")
    case let error as FillError: self.init(error.status, "\(error)")
    default: self.init(.failure, "\(error)")
    }
  }
}

extension ModelLibraryError {
  /// The installed model that was most likely meant.
  fileprivate var suggestion: String {
    switch self {
    case .notFound(let name, _, let installed):
      nearestName(to: name, in: installed).map { "\nDid you mean '\($0)'?" } ?? ""
    }
  }
}

extension CheckpointError {
  /// What is not there, what is there and damaged, and what could not be written.
  fileprivate var status: ExitStatus {
    switch self {
    case .unreadable, .notADirectory, .missingFile: .noInput
    case .exists, .unwritable: .failure
    default: .badData
    }
  }
}

extension JournalError {
  fileprivate var status: ExitStatus {
    switch self {
    case .unwritable, .isOpen: .failure
    case .unreadable, .noSuchSession: .noInput
    case .notAJournal: .badData
    }
  }
}

extension TokenizerError {
  fileprivate var status: ExitStatus {
    switch self {
    case .unreadable, .noVocabulary: .noInput
    case .maxLengthTooSmall, .paddingTooLong: .usage
    default: .badData
    }
  }
}

extension FillError {
  fileprivate var status: ExitStatus {
    if case .noHead = self { .failure } else { .usage }
  }
}

extension DecodingError {
  /// What is wrong with a line of JSON, where in it, and what was expected.
  var wording: String {
    switch self {
    case .dataCorrupted(let context):
      // Of a line that is no JSON at all Foundation says neither what is wrong nor where.
      return context.debugDescription == "The given data was not valid JSON."
        ? "not valid JSON; expected a string or an object with \"text\""
        : "\(context.place)\(context.debugDescription)"
    case .keyNotFound(let key, let context):
      return "\(context.place)\"\(key.stringValue)\" is missing"
    case .typeMismatch(let type, let context):
      return "\(context.place)expected \(DecodingError.name(of: type))"
    case .valueNotFound(let type, let context):
      return "\(context.place)null where \(DecodingError.name(of: type)) is needed"
    @unknown default:
      return "not the JSON that was expected"
    }
  }

  private static func name(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    case is Int.Type: "a whole number"
    case is Double.Type, is Float.Type: "a number"
    default: "a string or an object with \"text\""
    }
  }
}

extension DecodingError.Context {
  fileprivate var place: String {
    codingPath.isEmpty ? "" : "\"" + codingPath.map(\.stringValue).joined(separator: ".") + "\": "
  }

}
