import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A command's options as its own declaration says, read from the argument parser's description of it, so
/// that completion cannot drift from the grammar.
struct CommandOptions {
  enum Values: Equatable {
    case none, models, files
    case list([String])
  }

  let name: String
  /// What follows the option; nil for a flag.
  let values: Values?

  static func of(_ command: any SessionCommand.Type) -> [CommandOptions] {
    guard let description = try? JSONDecoder().decode(Description.self, from: Data(command._dumpHelp().utf8))
    else {
      return []
    }
    return (description.command.arguments ?? []).flatMap(\.options)
  }

  // The part of the description that is needed.

  private struct Description: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let arguments: [Argument]?
  }

  private struct Argument: Decodable {
    let kind: String
    let names: [Name]?
    let allValues: [String]?
    let valueName: String?
    let completionKind: Completion?

    var options: [CommandOptions] {
      (names ?? []).filter { $0.kind == "long" }.map {
        CommandOptions(name: "--" + $0.name, values: kind == "flag" ? nil : values)
      }
    }

    private var values: Values {
      if valueName == "model" { return .models }
      if let allValues { return .list(allValues) }
      return completionKind?.file == nil ? .none : .files
    }
  }

  private struct Name: Decodable {
    let kind: String
    let name: String
  }

  private struct Completion: Decodable {
    struct File: Decodable {}
    let file: File?
  }
}
