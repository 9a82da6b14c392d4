/// The exit statuses of the contract for scripts.
public enum ExitStatus: Int32, Sendable {
  case success = 0
  case failure = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case interrupted = 130
}

/// What a command says when it cannot do what was asked: one sentence for people, one status for scripts.
public struct Failure: Error, CustomStringConvertible, Sendable {
  public let status: ExitStatus
  public let description: String

  public init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }

  static func usage(_ description: String) -> Failure { Failure(.usage, description) }
}

/// Ctrl-C while work was running.
public struct Interrupted: Error, CustomStringConvertible, Sendable {
  public init() {}
  public var description: String { "interrupted" }
}
