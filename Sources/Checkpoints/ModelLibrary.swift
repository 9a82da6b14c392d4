#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where models are found. A name or directory that is asked for comes first; without one, `$TALPA_MODEL`,
/// else the embedded default. Names are looked up in the Hugging Face cache, the XDG data directories, and
/// beside the program.
public struct ModelLibrary: Sendable {
  public struct Entry: Hashable, Sendable {
    public let name: String
    public let path: String
  }

  public static let defaultName = "all-MiniLM-L6-v2"

  private let environment: [String: String]
  /// Directories that hold model directories: the program's own.
  private let embedded: [String]

  /// - Parameter executable: the program's path, found by the system; its models lie beside it.
  public init(environment: [String: String], executable: String?) {
    self.environment = environment
    embedded = executable.map(Self.embeddedPlaces) ?? []
  }

  /// The model called `name` (a directory, ORG/NAME of the Hugging Face Hub, or a name that `installed`
  /// lists); nil is the default.
  public func directory(named name: String?) throws -> ModelDirectory {
    guard let name = name ?? environment["TALPA_MODEL"].flatMap({ $0.isEmpty ? nil : $0 }) else {
      // Talpa's own copy before one of the same name in a cache: the default answers alike on every machine.
      let own = embedded.map { "\($0)/\(Self.defaultName)" }.first { fileExists($0 + "/config.json") }
      return try own.map { path throws(CheckpointError) in try ModelDirectory(path: path) }
        ?? directory(named: Self.defaultName)
    }
    let path = name.hasPrefix("~/") ? (environment["HOME"] ?? "~") + name.dropFirst() : name
    if isDirectory(path), name.contains("/") || fileExists(path + "/config.json") {
      return try ModelDirectory(path: path)
    }
    let all = installed()
    if let entry = all.first(where: { $0.name == name })
      ?? all.first(where: { lastComponent($0.name) == name })
    {
      return try ModelDirectory(path: entry.path, name: entry.name)
    }
    throw ModelLibraryError.notFound(name: name, places: places, installed: all.map(\.name))
  }

  /// Every model there is, the embedded ones last.
  public func installed() -> [Entry] {
    var entries = hubCaches.flatMap(hubModels)
    for place in dataPlaces + embedded {
      entries += children(of: place).filter { fileExists("\(place)/\($0)/config.json") }.map {
        Entry(name: $0, path: "\(place)/\($0)")
      }
    }
    var seen: Set<String> = []
    return entries.filter { seen.insert($0.name).inserted }
  }

  private var places: [String] { hubCaches + dataPlaces + embedded }

  // MARK: Places

  /// https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
  private var hubCaches: [String] {
    if let cache = value("HF_HUB_CACHE") { return [cache] }
    if let home = value("HF_HOME") { return [home + "/hub"] }
    if let cache = value("XDG_CACHE_HOME") { return [cache + "/huggingface/hub"] }
    return value("HOME").map { [$0 + "/.cache/huggingface/hub"] } ?? []
  }

  private var dataPlaces: [String] {
    let own = value("XDG_DATA_HOME") ?? value("HOME").map { $0 + "/.local/share" }
    let shared = (value("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share").split(separator: ":").map(
      String.init)
    return ([own].compactMap { $0 } + shared).map { $0 + "/talpa/models" }
  }

  private func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// Beside the program, in ../share/talpa of an installation, or in the source tree it was built in.
  private static func embeddedPlaces(executable: String) -> [String] {
    var folder = executable.split(separator: "/").dropLast()
    var places = ["/" + folder.joined(separator: "/") + "/Models"]
    places.append("/" + folder.dropLast().joined(separator: "/") + "/share/talpa/Models")
    while !folder.isEmpty {
      let root = "/" + folder.joined(separator: "/")
      if fileExists(root + "/Package.swift") { places.append(root + "/Resources/Models") }
      folder = folder.dropLast()
    }
    return places.filter(isDirectory)
  }

  /// models--ORG--NAME/snapshots/REVISION; refs/main says which revision, else the newest name.
  private func hubModels(in cache: String) -> [Entry] {
    children(of: cache).filter { $0.hasPrefix("models--") }.compactMap { folder in
      let name = folder.dropFirst("models--".count).replacing("--", with: "/")
      let model = "\(cache)/\(folder)"
      let revision = (try? String(contentsOfFile: model + "/refs/main", encoding: .utf8)).map {
        String($0.filter { !$0.isWhitespace && $0 != "/" })
      }
      // A snapshot may hold a few files only: a tokenizer that somebody fetched.
      let snapshots = children(of: model + "/snapshots").map { "\(model)/snapshots/\($0)" }
        .filter { fileExists($0 + "/config.json") }
      let path = snapshots.first { lastComponent($0) == revision } ?? snapshots.last
      return path.map { Entry(name: String(name), path: $0) }
    }
  }

  private func children(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
