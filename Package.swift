// swift-tools-version: 6.2
import Foundation
import PackageDescription

#if arch(x86_64) && os(Linux)
  let onX86 = true
#else
  let onX86 = false
#endif

/// The SIMD kernels are one folder of Swift compiled once per instruction set; the other folders are links
/// to it. They carry -O even in a debug build, so that tests run at full speed (docs/kernels.md).
func kernels(_ name: String, march: String, _ more: String..., define: String) -> Target {
  let instructionSet = onX86 ? (["-march=\(march)"] + more).flatMap { ["-Xcc", $0] } : []
  return .target(
    name: name,
    swiftSettings: [
      .unsafeFlags(["-O"] + instructionSet), .define(define), .enableExperimentalFeature("BuiltinModule"),
    ])
}

let kernelTargets =
  [kernels("KernelsPortable", march: "x86-64-v2", define: "PORTABLE")]
  + (onX86
    ? [
      kernels("KernelsAVX2", march: "x86-64-v3", define: "AVX2"),
      kernels("KernelsAVX512", march: "x86-64-v4", "-mavx512vnni", define: "AVX512"),
    ] : [])

/// The tests that drive the program on a terminal in memory need libvterm, and are left out where it is not
/// installed (libvterm-dev on Debian; `make test` installs it).
let hasVTerm = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"]
  .contains { FileManager.default.fileExists(atPath: "\($0)/vterm.h") }
if !hasVTerm {
  let notice = "EndToEndTests are left out: there is no vterm.h (libvterm-dev)\n"
  FileHandle.standardError.write(Data(notice.utf8))
}
let endToEndTargets: [Target] =
  hasVTerm
  ? [
    .target(name: "CVTerm", path: "Tests/CVTerm", linkerSettings: [.linkedLibrary("vterm")]),
    .testTarget(name: "EndToEndTests", dependencies: ["CVTerm", "talpa"]),
  ] : []

let package = Package(
  name: "talpa",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "talpa", targets: ["talpa"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: kernelTargets + [
    .target(name: "Tensors", dependencies: kernelTargets.map { .byName(name: $0.name) }),
    .target(name: "Tokenization"),
    .target(name: "Checkpoints", dependencies: ["Tensors"]),
    .target(name: "Encoders", dependencies: ["Tensors", "Tokenization", "Checkpoints"]),
    .target(name: "Analysis", dependencies: ["Tensors", "Tokenization", "Encoders"]),
    .target(name: "Display", dependencies: ["Tensors", "Tokenization", "Encoders", "Analysis"]),
    .target(name: "CRaster"),
    .target(
      name: "Session",
      dependencies: [
        "Tensors", "Tokenization", "Checkpoints", "Encoders", "Analysis", "Display", "CRaster",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "CTerminal",
      cSettings: [.define("_GNU_SOURCE", .when(platforms: [.linux]))],
      linkerSettings: [
        .linkedLibrary("edit"),
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(name: "Terminal", dependencies: ["Display", "CTerminal"]),
    .executableTarget(name: "talpa", dependencies: ["Session", "Terminal", "Display"]),

    .testTarget(name: "PackageTests"),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
    .testTarget(name: "TokenizationTests", dependencies: ["Tokenization"]),
    .testTarget(name: "CheckpointsTests", dependencies: ["Checkpoints"]),
    .testTarget(name: "EncodersTests", dependencies: ["Encoders"]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis"]),
    .testTarget(name: "DisplayTests", dependencies: ["Display"]),
    .testTarget(name: "SessionTests", dependencies: ["Session"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
  ] + endToEndTargets,
  swiftLanguageModes: [.v6]
)
