import Checkpoints

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The settings that a person wants in every session: a line each, `name = value`, in TOML's spelling (strings
/// in quotes, numbers and true or false bare). Lines that begin with # are comments.
///
///     # ~/.config/talpa/config.toml
///     color = "never"
///     threads = 2
///     pager = false
struct ConfigFile: Equatable {
  /// One setting in the file.
  struct Entry: Equatable {
    let line: Int
    let name: String
    let value: String
  }

  /// What is wrong with a line; the others hold all the same.
  struct Complaint: Equatable {
    let line: Int
    let text: String
  }

  private(set) var entries: [Entry] = []
  private(set) var complaints: [Complaint] = []
  private var lines: [String]

  static let mostBytes = 1 << 20

  init(_ text: String) {
    lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let text = trimmed(line)
      guard !text.isEmpty, !text.hasPrefix("#") else { continue }
      guard let (name, value) = ConfigFile.parse(text) else {
        complaints.append(
          Complaint(line: index + 1, text: "'\(text)' is no setting: write name = value, strings in quotes"))
        continue
      }
      if let before = entries.first(where: { $0.name == name }) {
        complaints.append(
          Complaint(
            line: index + 1, text: "'\(name)' stands in line \(before.line) already; this one is left out"))
        continue
      }
      entries.append(Entry(line: index + 1, name: name, value: value))
    }
  }

  /// The same file with one value changed, or added at its end; comments and order stay.
  mutating func set(_ name: String, to value: String) {
    let line = "\(name) = \(ConfigFile.spelled(value))"
    if let entry = entries.first(where: { $0.name == name }) {
      lines[entry.line - 1] = line
    } else {
      lines.append(line)
    }
    self = ConfigFile(text)
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  private static func parse(_ line: String) -> (name: String, value: String)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let name = trimmed(line[..<equals])
    guard !name.isEmpty,
      name.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || "_-".unicodeScalars.contains($0) })
    else { return nil }
    let rest = trimmed(line[line.index(after: equals)...])
    if rest.first == "\"" { return quoted(rest.dropFirst()).map { (name, $0) } }
    let bare = trimmed(rest.prefix { $0 != "#" })
    switch bare {
    case "": return nil
    case "true": return (name, "on")
    case "false": return (name, "off")
    default: return bare.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } ? (name, bare) : nil
    }
  }

  /// A basic string of TOML up to its closing quote; only a comment may follow it.
  private static func quoted(_ text: Substring) -> String? {
    var value = ""
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      if isEscaped {
        guard character == "\"" || character == "\\" else { return nil }
        value.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        let rest = trimmed(text[text.index(after: index)...])
        return rest.isEmpty || rest.hasPrefix("#") ? value : nil
      } else {
        value.append(character)
      }
    }
    return nil
  }

  private static func spelled(_ value: String) -> String {
    switch value {
    case "on": return "true"
    case "off": return "false"
    case _ where Int(value) != nil: return value
    default:
      let escaped = value.reduce(into: "") { text, character in
        if character == "\"" || character == "\\" { text.append("\\") }
        text.append(character)
      }
      return "\"\(escaped)\""
    }
  }
}

extension Session {
  /// Where settings are kept (XDG base directories); nil without a home.
  var configPath: String? {
    let config = host.environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (config ?? host.environment["HOME"].map { $0 + "/.config" }).map { $0 + "/talpa/config.toml" }
  }

  /// Takes over what the config file says. What is wrong with it is said, and the rest holds.
  func readConfig() {
    guard let path = configPath, let file = configFile(at: path) else { return }
    for complaint in file.complaints { warn("\(path), line \(complaint.line): \(complaint.text)") }
    for entry in file.entries {
      do { try apply(entry) } catch { warn("\(path), line \(entry.line): \(error)") }
    }
  }

  private func apply(_ entry: ConfigFile.Entry) throws {
    if entry.name == "model" {
      configuredModel = entry.value
      return
    }
    let setting = try Setting.find(entry.name, among: Setting.all.map(\.name) + ["model"])
    // The environment goes before the file.
    if setting.name == "color", host.refusesColor { return }
    try setting.change(&settings, to: entry.value)
  }

  /// Writes one setting into the config file.
  func saveSetting(_ name: String, _ value: String) throws {
    guard let path = configPath else {
      throw Failure.usage("there is no place to save settings: neither XDG_CONFIG_HOME nor HOME is set")
    }
    var file = configFile(at: path) ?? ConfigFile("")
    file.set(name, to: value)
    let folder = String(path.dropLast("/config.toml".count))
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw Failure(.failure, "cannot make the folder '\(folder)' for config.toml; is it allowed?") }
    let new = try NewFile(path: path, replacing: true)
    try new.write(Array(file.text.utf8))
    try new.finish()
  }

  /// Nil where there is none; one that cannot be read is said.
  private func configFile(at path: String) -> ConfigFile? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      warn("\(path) cannot be read; its settings are left out")
      return nil
    }
    guard data.count <= ConfigFile.mostBytes, let text = String(validating: data, as: UTF8.self) else {
      warn("\(path) is no text of at most \(ConfigFile.mostBytes) bytes; its settings are left out")
      return nil
    }
    return ConfigFile(text)
  }
}
