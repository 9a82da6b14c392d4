import Display
import Testing

@testable import Display
@testable import Session

/// PNGs need librsvg, which `make test` installs where it can.
let hasRaster =
  (try? Raster.png(svg: "<svg xmlns='http://www.w3.org/2000/svg'/>", width: 1, height: 1)) != nil

@Suite(.enabled(if: hasRaster, "librsvg is not installed"))
struct RasterTests {
  var figure: Figure {
    let values: [[Float]] = [[1, 0.5, 0], [0.1, .nan, 0.02], [0, 0, 0.9]]
    let map = HeatMap(
      title: "m", rows: ["[CLS]", "土竜", "x"], columns: ["a", "b", "c"], scale: .weights,
      row: { values[$0] })
    return Figure(title: "title", notes: ["a & b"], maps: [[map]])
  }

  /// The number that four bytes of a PNG hold.
  func number(_ png: [UInt8], at index: Int) -> Int { png[index..<index + 4].reduce(0) { $0 << 8 + Int($1) } }

  @Test(arguments: [Background.dark, .light])
  func isAPNGOfTwiceTheSize(background: Background) throws {
    let picture = SVGPicture(figure)
    let png = try Raster.png(picture, on: background)
    #expect(png.starts(with: [0x89] + Array("PNG\r\n\u{1a}\n".utf8)))
    #expect(String(decoding: png[12..<16], as: UTF8.self) == "IHDR")
    #expect((number(png, at: 16), number(png, at: 20)) == (picture.width * 2, picture.height * 2))
    // Eight bits of red, green and blue.
    #expect(png[24...25] == [8, 2])
    #expect(String(decoding: png.suffix(8).prefix(4), as: UTF8.self) == "IEND")
  }

  /// The strokes of the picture cover each cell exactly, in the ramp's colour of its step: drawing a rectangle
  /// for each gives the same bytes.
  @Test(arguments: [Background.dark, .light])
  func cellsHaveTheColoursOfTheRamp(background: Background) throws {
    let picture = SVGPicture(figure)
    let document = picture.document(on: background)
    let grid = try #require(picture.layout.grids.first)
    var rectangles = ""
    for (row, positions) in grid.positions.enumerated() {
      for (column, position) in positions.enumerated() {
        let color =
          PictureStyle.level(position).map {
            ColorRamp.sequential.color(
              Float($0) / Float(PictureStyle.levels), depth: .truecolor, background: background
            )
            .hexadecimal
          } ?? (background == .dark ? "#7d8188" : "#b4b8be")
        rectangles +=
          "<rect x='\(grid.x + column * grid.cellWidth)' y='\(grid.y + row * grid.cellHeight)' "
          + "width='\(grid.cellWidth)' height='\(grid.cellHeight)' fill='\(color)'/>"
      }
    }
    let cells = try #require(
      document.firstRange(of: /<g class="cells" data-map="0".*?<\/g><\/g>/.dotMatchesNewlines()))
    let redrawn = document.replacingCharacters(in: cells, with: rectangles)
    #expect(redrawn != document)
    func png(_ svg: String) throws -> [UInt8] {
      try Raster.png(svg: svg, width: Int32(picture.width * 2), height: Int32(picture.height * 2))
    }
    #expect(try png(redrawn) == png(document))
    #expect(try png(redrawn.replacing("fill='#", with: "fill='#1")) != png(document))
  }

  @Test func backgroundsDiffer() throws {
    #expect(try Raster.png(SVGPicture(figure), on: .dark) != Raster.png(SVGPicture(figure), on: .light))
  }

  @Test func saysWhatCouldNotBeDrawn() {
    #expect {
      try Raster.png(svg: "<svg", width: 10, height: 10)
    } throws: {
      if case .notDrawn(let reason) = $0 as? RasterError { !reason.isEmpty } else { false }
    }
    #expect(throws: RasterError.self) { try Raster.png(svg: "", width: 10, height: 10) }
    #expect(throws: RasterError.self) {
      try Raster.png(svg: "<svg xmlns='http://www.w3.org/2000/svg'/>", width: 100_000, height: 1)
    }
  }

  @Test func refusesHugePicturesBeforeDrawing() {
    // 60 maps of 300 tokens below each other.
    let labels = (0..<300).map { StyledText("\($0)") }
    let map = HeatMap(title: "", rows: labels, columns: labels, scale: .weights) { _ in [] }
    let picture = SVGPicture(Figure(title: "", maps: Array(repeating: [map], count: 60)))
    #expect(
      throws: RasterError.tooLarge(
        width: picture.width * 2, height: picture.height * 2, mostPixels: 100_000_000)
    ) { try Raster.png(picture, on: .dark) }
  }
}
