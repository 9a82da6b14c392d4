import Checkpoints
import Display
import Foundation
import Testing

@testable import Session

struct FigureFileTests {
  var figure: Figure {
    let map = HeatMap(title: "head 1.1", rows: ["a"], columns: ["b"], scale: .weights) { _ in [0.5] }
    return Figure(title: "title", maps: [[map]])
  }

  static let beginnings: [(FigureFormat, String)] = [
    (.svg, "<?xml version=\"1.0\""), (.html, "<!DOCTYPE html>"), (.json, "{\"format_version\":1,"),
    (.csv, "map,row,row_label,"), (.txt, "title\n"),
  ]

  @Test(arguments: beginnings)
  func writesTheFormatOfTheEnding(format: FigureFormat, beginning: String) throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a.b." + format.rawValue
    try FigureFile(path: path, replaces: false).write(figure, in: TestSession().session)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix(beginning))
  }

  @Test(.enabled(if: hasRaster, "librsvg is not installed"))
  func writesPNG() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a.png"
    try FigureFile(path: path, replaces: false).write(figure, in: TestSession().session)
    #expect(try Data(contentsOf: URL(filePath: path)).starts(with: [0x89] + Array("PNG".utf8)))
  }

  @Test func everyFormatIsTried() {
    #expect(Set(Self.beginnings.map(\.0) + [.png]) == Set(FigureFormat.allCases))
  }

  @Test(arguments: ["a", "a.bmp", "svg", ".", "a.svg.gz", ""])
  func refusesOtherEndings(path: String) {
    #expect {
      try FigureFile(path: path, replaces: false)
    } throws: {
      let failure = Failure($0)
      return failure.status == .usage && failure.description.contains(".svg, .png, .html, .json, .csv, .txt")
    }
  }

  @Test func replacesOnlyWhenAsked() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a.txt"
    try FigureFile(path: path, replaces: false).write(figure, in: TestSession().session)
    #expect(throws: CheckpointError.self) {
      try FigureFile(path: path, replaces: false).write(figure, in: TestSession().session)
    }
    try FigureFile(path: path, replaces: true).write(figure, in: TestSession().session)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["a.txt"])
  }

  @Test func isGivenUpOnCtrlC() throws {
    let scratch = try Scratch()
    #expect(throws: Interrupted.self) {
      try FigureFile(path: scratch.path + "/a.csv", replaces: false)
        .write(figure, in: TestSession(isInterrupted: { true }).session)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }
}
