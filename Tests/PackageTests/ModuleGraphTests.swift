import Foundation
import Testing

/// Dependencies point one way. What each module may import is held in three places that must agree: the
/// `import` lines, the targets of Package.swift, and the order below, which is the design.
struct ModuleGraphTests {
  /// A module may depend on modules of earlier lines only, and of those only on the ones named.
  static let design: KeyValuePairs<String, Set<String>> = [
    "KernelsPortable": [],
    "KernelsAVX2": [],
    "KernelsAVX512": [],
    "Tensors": ["KernelsPortable", "KernelsAVX2", "KernelsAVX512"],
    "Tokenization": [],
    "Checkpoints": ["Tensors"],
    "Encoders": ["Tensors", "Tokenization", "Checkpoints"],
    "Analysis": ["Tensors", "Tokenization", "Checkpoints", "Encoders"],
    "Display": ["Tensors", "Tokenization", "Checkpoints", "Encoders", "Analysis"],
    "CRaster": [],
    "Session": ["Tensors", "Tokenization", "Checkpoints", "Encoders", "Analysis", "Display", "CRaster"],
    "CTerminal": [],
    "Terminal": ["Display", "CTerminal"],
    "talpa": ["Session", "Terminal", "Display"],
  ]

  /// Modules of the system and of other packages.
  static let outside: Set<String> = [
    "ArgumentParser", "Builtin", "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl",
    "Synchronization",
  ]

  let package = PackageSources()

  @Test func everyFolderHasItsPlaceInTheDesign() throws {
    #expect(try package.modules() == Set(Self.design.map(\.key)))
  }

  @Test func theDesignHasNoWayBack() {
    var earlier: Set<String> = []
    for (module, dependencies) in Self.design {
      #expect(dependencies.isSubset(of: earlier), "\(module) depends on a later module")
      earlier.insert(module)
    }
  }

  @Test(arguments: design.map(\.key))
  func packageDeclaresOnlyWhatTheDesignAllows(module: String) throws {
    let declared = try package.declaredDependencies(of: module)
    let allowed = try #require(Self.design.first { $0.key == module }?.value)
    #expect(declared.subtracting(Self.outside).subtracting(allowed).isEmpty)
  }

  @Test(arguments: design.map(\.key))
  func importsAreDeclared(module: String) throws {
    let declared = try package.declaredDependencies(of: module)
    for file in try package.files(of: module, endingIn: ".swift") {
      let undeclared = try package.imports(of: file).subtracting(declared).subtracting(Self.outside)
      #expect(undeclared.isEmpty, "\(file.path) imports what Package.swift does not give \(module)")
    }
  }

  @Test func onlyCTerminalKnowsTheTerminalLibraries() throws {
    for module in try package.modules() where module != "CTerminal" {
      for file in try package.files(of: module, endingIn: "") {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(!text.contains("histedit.h") && !text.contains("curses.h"), "\(file.path)")
      }
    }
  }

  @Test func readsImportsInEveryForm() {
    let source = """
      import Plain
        @testable import Tested
      public import struct Outer.Inner
      @preconcurrency @_exported import Both
      #if canImport(Nothing)
      // import Commented
      let text = "import Quoted"
      """
    #expect(PackageSources.imports(in: source) == ["Plain", "Tested", "Outer", "Both"])
  }

  @Test func readsTheManifest() throws {
    #expect(try package.declaredDependencies(of: "Tokenization") == [])
    #expect(try package.declaredDependencies(of: "Terminal") == ["Display", "CTerminal"])
    #expect(try package.declaredDependencies(of: "Session").contains("ArgumentParser"))
    #expect(try package.declaredDependencies(of: "Tensors").contains("KernelsPortable"))
    #expect(try package.declaredDependencies(of: "talpa").contains("Session"))
  }
}
