import Testing

@testable import Checkpoints

@Suite struct ModelLibraryTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A model at `place`, below the scratch directory.
  private func add(_ place: String) throws {
    try scratch.write(place + "/config.json", ModelDirectoryTests.configuration)
  }

  private func library(_ environment: [String: String] = [:], executable: String? = nil) -> ModelLibrary {
    var environment = environment
    environment["HOME"] = environment["HOME"] ?? scratch.path + "/home"
    environment["XDG_DATA_DIRS"] = environment["XDG_DATA_DIRS"] ?? scratch.path + "/system"
    return ModelLibrary(environment: environment, executable: executable.map { scratch.path + $0 })
  }

  private func place(_ library: ModelLibrary, _ name: String?) throws -> String {
    String(try library.directory(named: name).path.dropFirst(scratch.path.count + 1))
  }

  @Test func aDirectoryIsAModel() throws {
    try add("mine")
    try add("home/models/other")
    #expect(try place(library(), scratch.path + "/mine") == "mine")
    #expect(try place(library(), "~/models/other") == "home/models/other")
  }

  @Test func theHubCacheIsWhereItsVariablesSay() throws {
    let model = "models--org--tiny/snapshots/abc"
    for (variables, cache) in [
      ([:], "home/.cache/huggingface/hub"), (["XDG_CACHE_HOME": "/xdg"], "xdg/huggingface/hub"),
      (["HF_HOME": "/hf"], "hf/hub"), (["HF_HUB_CACHE": "/cache", "HF_HOME": "/elsewhere"], "cache"),
    ] {
      try add(cache + "/" + model)
      let library = library(variables.mapValues { scratch.path + $0 })
      #expect(library.installed().map(\.name) == ["org/tiny"])
      #expect(try place(library, "org/tiny") == cache + "/" + model)
      #expect(try place(library, "tiny") == cache + "/" + model)
      #expect(try library.directory(named: "tiny").name == "org/tiny")
    }
  }

  @Test func theRevisionOfMainComesFirst() throws {
    let hub = "home/.cache/huggingface/hub/models--bert-base/"
    try add(hub + "snapshots/a")
    try add(hub + "snapshots/b")
    try scratch.write(hub + "snapshots/c/vocab.txt", "only a vocabulary")
    #expect(try place(library(), "bert-base") == hub + "snapshots/b")
    try scratch.write(hub + "refs/main", "a\n")
    #expect(try place(library(), "bert-base") == hub + "snapshots/a")
    try scratch.write(hub + "refs/main", "../../../../../mine")
    #expect(try place(library(), "bert-base") == hub + "snapshots/b")
  }

  @Test func dataDirectoriesComeAfterTheCacheAndBeforeTheProgramsOwn() throws {
    try add("opt/Models/tiny")
    #expect(try place(library(executable: "/opt/talpa"), "tiny") == "opt/Models/tiny")
    try add("system/talpa/models/tiny")
    #expect(try place(library(executable: "/opt/talpa"), "tiny") == "system/talpa/models/tiny")
    try add("home/.local/share/talpa/models/tiny")
    #expect(try place(library(executable: "/opt/talpa"), "tiny") == "home/.local/share/talpa/models/tiny")
    try add("home/.cache/huggingface/hub/models--tiny/snapshots/a")
    #expect(
      try place(library(executable: "/opt/talpa"), "tiny")
        == "home/.cache/huggingface/hub/models--tiny/snapshots/a")
    #expect(library(executable: "/opt/talpa").installed().count == 1)
  }

  @Test func itsOwnModelsLieBesideItOrInShareOrInThePackageItWasBuiltIn() throws {
    try add("tree/Resources/Models/tiny")
    try scratch.write("tree/Package.swift", "")
    #expect(
      try place(library(executable: "/tree/.build/x/debug/talpa"), "tiny") == "tree/Resources/Models/tiny")
    try add("usr/share/talpa/Models/tiny")
    #expect(try place(library(executable: "/usr/bin/talpa"), "tiny") == "usr/share/talpa/Models/tiny")
    #expect(throws: ModelLibraryError.self) {
      try library(executable: "/nowhere/talpa").directory(named: "tiny")
    }
  }

  @Test func withoutANameTheEnvironmentDecidesAndElseTheProgramsOwnModel() throws {
    try add("opt/Models/\(ModelLibrary.defaultName)")
    try add("opt/Models/other")
    try add(
      "home/.cache/huggingface/hub/models--sentence-transformers--\(ModelLibrary.defaultName)/snapshots/a")
    let own = "opt/Models/" + ModelLibrary.defaultName
    #expect(try place(library(executable: "/opt/talpa"), nil) == own)
    #expect(try place(library(["TALPA_MODEL": ""], executable: "/opt/talpa"), nil) == own)
    #expect(try place(library(["TALPA_MODEL": "other"], executable: "/opt/talpa"), nil) == "opt/Models/other")
  }

  @Test func aModelThatIsNowhereIsAnsweredWithThePlacesAndTheInstalled() throws {
    try add("home/.local/share/talpa/models/tiny")
    let error = #expect(throws: ModelLibraryError.self) { try library().directory(named: "tinny") }
    guard case .notFound("tinny", let places, ["tiny"]) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(places.contains(scratch.path + "/home/.local/share/talpa/models"))
    #expect(places.contains(scratch.path + "/home/.cache/huggingface/hub"))
    #expect(
      error?.description.contains("'tinny'") == true
        && error?.description.contains("Installed: tiny.") == true)
  }

  @Test func nothingIsInstalledWhereThereIsNoHome() {
    let library = ModelLibrary(environment: ["XDG_DATA_DIRS": scratch.path + "/none"], executable: nil)
    #expect(library.installed().isEmpty)
    #expect(throws: ModelLibraryError.self) { try library.directory(named: nil) }
  }
}
