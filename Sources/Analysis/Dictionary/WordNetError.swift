import Tensors

/// Why WordNet's database cannot be used.
public enum WordNetError: Error, Equatable, Sendable, CustomStringConvertible {
  case notInstalled(lookedIn: [String])
  case unreadable(FileError)
  /// - Parameter byte: where in the file.
  case damaged(path: String, byte: Int, expected: String)

  public var description: String {
    switch self {
    case .notInstalled(let folders):
      "WordNet's database is not installed (looked in \(folders.joined(separator: ", "))). Debian has it as wordnet-base: apt install wordnet-base. Elsewhere set WNSEARCHDIR to its folder"
    case .unreadable(let error): "WordNet's database cannot be read: \(error)"
    case .damaged(let path, let byte, let expected):
      "'\(path)' is no file of WordNet 3, or damaged: byte \(byte): expected \(expected). Install wordnet-base again"
    }
  }
}
