import Checkpoints
import Display

/// A figure as a file, in the format that its name ends in.
struct FigureFile {
  let path: String
  let format: FigureFormat
  let replaces: Bool

  /// - Throws: `Failure` for an ending that is none of them.
  init(path: String, replaces: Bool) throws {
    guard let ending = path.split(separator: ".").last.flatMap({ FigureFormat(rawValue: String($0)) }),
      path.contains(".")
    else {
      let endings = FigureFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw Failure.usage("--output '\(path)': the name must end in \(endings)")
    }
    self.path = path
    self.replaces = replaces
    format = ending
  }

  /// In the colours of the session's background; a page follows its reader's.
  ///
  /// - Throws: `Interrupted`, and then there is no file: the numbers of every head of a long text take a while.
  func write(_ figure: Figure, in session: Session) throws {
    let background = session.palette.background
    // Drawn before the file is begun: it may not be possible.
    let png = format == .png ? try Raster.png(SVGPicture(figure), on: background) : []
    let file = try NewFile(path: path, replacing: replaces)
    func write(_ text: String) throws {
      try session.stopIfInterrupted()
      try file.write(Array(text.utf8))
    }
    switch format {
    case .svg: try write(SVGPicture(figure).document(on: background))
    case .png: try file.write(png)
    case .html: try write(try HTMLPage(figure).document)
    case .json: try FigureJSON.write(figure, to: write)
    case .csv: try FigureCSV.write(figure, to: write)
    case .txt:
      for line in figure.lines(width: FigureText.unlimited, palette: .plain) {
        try write(line.plain() + "\n")
      }
    }
    try file.finish()
  }
}
