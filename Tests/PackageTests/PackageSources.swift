import Foundation

/// The package as it lies on disk: its modules, their files, and what Package.swift says of them.
struct PackageSources {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  var sources: URL { root.appending(path: "Sources") }

  /// The folders of Sources.
  func modules() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { !$0.hasPrefix(".") })
  }

  /// All files of a module; the folders of the kernels are links to one folder.
  func files(of module: String, endingIn suffix: String) throws -> [URL] {
    let folder = sources.appending(path: module).resolvingSymlinksInPath()
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(suffix) }
      .map { folder.appending(path: $0) }
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
  }

  func imports(of file: URL) throws -> Set<String> {
    Self.imports(in: try String(contentsOf: file, encoding: .utf8))
  }

  /// Modules named by `import` lines, with whatever attributes, access or kind stand around them.
  static func imports(in source: String) -> Set<String> {
    let line =
      /^\s*(?:@\w+\s+|public\s+|package\s+|internal\s+|fileprivate\s+|private\s+)*import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
    return Set(source.split(separator: "\n").compactMap { $0.firstMatch(of: line).map { String($0.1) } })
  }

  /// The names in the `dependencies:` list of a target. `kernelTargets` stands for every kernel module.
  func declaredDependencies(of module: String) throws -> Set<String> {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    guard
      let target = manifest.firstRange(of: try Regex("arget\\(\\s*name: \"\(module)\"")),
      let end = manifest[target.upperBound...].firstRange(of: "arget(")
        ?? manifest[target.upperBound...].firstRange(of: "]\n)"),
      let list = manifest[target.upperBound..<end.lowerBound].firstMatch(of: /dependencies: \[?([^\]]*)/)
    else { return [] }
    let names = list.1.matches(of: /"([A-Za-z]+)"/).map { String($0.1) }
    let kernels = list.1.contains("kernelTargets") ? try modules().filter { $0.hasPrefix("Kernels") } : []
    return Set(names).union(kernels)
  }
}
