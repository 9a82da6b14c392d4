import ArgumentParser
import Checkpoints
import Display

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct ExportCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write this session's transcript to a file.",
    discussion: """
      The file's ending chooses the format: .md (tables, heat maps as text and linked SVG), .html (one page, heat maps with hover), .jsonl \
      (the journal's own lines), .txt, .ipynb (Jupyter). In the shell it is the latest session, or the one of --session.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: "The format, where the file's ending does not tell it.")
  var format: TranscriptFormat?

  @Flag(help: "Only the entry before this one.")
  var last = false

  @Option(help: ArgumentHelp("Only some entries, such as 3-7 or 5.", valueName: "range"))
  var range: String?

  @Option(help: ArgumentHelp("Only the entries of one command, such as tokens.", valueName: "command"))
  var only: String?

  @Option(help: ArgumentHelp("Another session than this one (`sessions` lists them).", valueName: "session"))
  var session: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  func run(in session: Session) throws {
    let format = try chosenFormat()
    let journal = try JournalFile(path: try journalPath(in: session))
    let chosen = try chosen(of: journal.entries)
    var pictures = TranscriptPictures(beside: file, replaces: force)
    var writer = format.writer { svg, entry in try pictures.keep(svg, entry) }
    let new = try NewFile(path: file, replacing: force)
    func write(_ text: String) throws { try new.write(Array(text.utf8)) }
    try writer.begin(title: "Talpa session \(journal.name)", to: write)
    var count = 0
    for (index, line) in try journal.lines().enumerated() where chosen.contains(index + 1) {
      try session.stopIfInterrupted()
      guard let entry = TranscriptEntry(line: line), only == nil || entry.command == only else { continue }
      try writer.entry(entry, line: line, to: write)
      count += 1
    }
    try writer.end(to: write)
    try new.finish()
    session.show(StyledText("wrote \(count) entries to \(file)", session.palette.muted))
  }

  private func chosenFormat() throws -> TranscriptFormat {
    if let format { return format }
    let ending = file.split(separator: ".").last.map(String.init) ?? ""
    guard file.contains("."), let format = TranscriptFormat(rawValue: ending.lowercased()) else {
      let endings = TranscriptFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw Failure.usage("'\(file)': the name must end in \(endings), or --format says what it is to be")
    }
    return format
  }

  private func journalPath(in session: Session) throws -> String {
    if self.session == nil, session.isREPL {
      guard let path = session.journal?.path else {
        throw Failure.usage(
          session.journal == nil
            ? "this session keeps no journal (--no-journal, or lines that nobody typed): there is nothing to export"
            : "nothing has been kept yet: type something first")
      }
      return path
    }
    return try session.sessionFolder().find(self.session)
  }

  /// Numbers of entries, from 1.
  private func chosen(of count: Int) throws -> ClosedRange<Int> {
    if last { return max(1, count)...max(1, count) }
    guard let range else { return 1...max(1, count) }
    let ends = range.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let end = ends.last ?? nil, ends.count <= 2, 1 <= first, first <= end
    else {
      throw Failure.usage("--range \(range): write it as 3-7, or 5 for one entry; entries count from 1")
    }
    return first...end
  }
}

extension TranscriptFormat: ExpressibleByArgument {}

/// The pictures of a Markdown file, in a folder beside it: session.md has session_files/3-1.svg.
private struct TranscriptPictures {
  private let folder: String
  private let name: String
  private let replaces: Bool
  private var counts: [Int: Int] = [:]

  init(beside file: String, replaces: Bool) {
    let dot = file.lastIndex(of: ".")
    let isEnding = dot.map { !file[$0...].contains("/") } ?? false
    folder = (isEnding ? String(file[..<(dot ?? file.endIndex)]) : file) + "_files"
    name = folder.split(separator: "/").last.map(String.init) ?? folder
    self.replaces = replaces
  }

  /// - Returns: what the file links to.
  mutating func keep(_ svg: String, _ entry: Int) throws -> String {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw Failure(.failure, "cannot make the folder '\(folder)' for pictures; is it allowed?") }
    counts[entry, default: 0] += 1
    let picture = "\(entry)-\(counts[entry] ?? 1).svg"
    let new = try NewFile(path: folder + "/" + picture, replacing: replaces)
    try new.write(Array(svg.utf8))
    try new.finish()
    return name + "/" + picture
  }
}
