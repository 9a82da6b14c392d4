/// A figure as SVG 1.1 without references to anything outside of it.
///
/// Cells are one path for each colour, in units of cells: a run of equal cells in a row is one stroke. So 512 ×
/// 512 cells take about a megabyte.
public struct SVGPicture {
  let layout: PictureLayout
  /// What it is called where its own words are not seen: short.
  let name: String

  private static let longestName = 200

  /// - Parameter firstMap: as `PictureLayout` takes it.
  public init(_ figure: Figure, firstMap: Int = 0) {
    layout = PictureLayout(figure, firstMap: firstMap)
    name = PictureLabel(PictureLayout.text(figure.title), longest: SVGPicture.longestName).text
  }

  /// In pixels.
  public var width: Int { layout.width }
  public var height: Int { layout.height }

  public func document(on background: Background) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + element(style: PictureStyle.sheet(ramps, on: background))
  }

  /// How many maps it shows.
  public var maps: Int { layout.maps.count }

  /// The ramps that it uses.
  var ramps: [ColorRamp] {
    [.sequential, .diverging].filter { ramp in layout.grids.contains { $0.ramp == ramp } }
  }

  /// The svg element alone, as it also stands in a page.
  func element(style: String) -> String {
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" xml:space="preserve" font-family="\(xmlText(PictureStyle.font))">
      <title>\(xmlText(name))</title>
      <style>\(style)</style>
      <rect class="paper" width="\(width)" height="\(height)"/>

      """
    for text in layout.texts { svg += element(text) + "\n" }
    for grid in layout.grids { svg += element(grid) + "\n" }
    return svg + "</svg>\n"
  }

  private func element(_ text: PictureText) -> String {
    // Letters stand on their line: its middle is about a third of their size above.
    let drop = Int((text.size * 0.35).rounded())
    let place =
      text.isUpright
      ? "transform=\"translate(\(text.x + drop) \(text.y)) rotate(-90)\""
      : "x=\"\(text.x)\" y=\"\(text.y + drop)\""
    let anchor = text.anchor == .start ? "" : " text-anchor=\"\(text.anchor.rawValue)\""
    let size = decimals(text.size, 1)
    return "<text class=\"\(text.kind.rawValue)\" \(place) font-size=\"\(size)\"\(anchor)>"
      + "\(xmlText(text.text))</text>"
  }

  private func element(_ grid: PictureGrid) -> String {
    let number = grid.map.map { " data-map=\"\($0)\"" } ?? ""
    let size = "width=\"\(grid.columns)\" height=\"\(grid.rows)\""
    let quiet = PictureStyle.name(0, of: grid.ramp)
    var element = """
      <rect class="frame" x="\(Double(grid.x) - 0.5)" y="\(Double(grid.y) - 0.5)" width="\(grid.width + 1)" \
      height="\(grid.height + 1)"/>
      <g class="cells"\(number) transform="translate(\(grid.x) \(grid.y)) \
      scale(\(grid.cellWidth) \(grid.cellHeight))"><rect class="\(quiet)" \(size)/>\
      <g transform="translate(0 .5)">

      """
    for (name, path) in paths(of: grid) { element += "<path class=\"\(name)\" d=\"\(path)\"/>\n" }
    return element + "</g></g>"
  }

  /// For each class of cells, strokes along the rows: “m3 0h2” goes three cells on and covers two.
  private func paths(of grid: PictureGrid) -> [(name: String, path: String)] {
    struct Pen {
      var path = ""
      var x = 0
      var y = 0
    }
    let levels = PictureStyle.levels
    let gap = 2 * levels + 1
    var pens = Array(repeating: Pen(), count: gap + 1)
    for (y, row) in grid.positions.enumerated() {
      let shades = row.map { PictureStyle.level($0).map { $0 + levels } ?? gap }
      var start = 0
      while start < shades.count {
        let shade = shades[start]
        let end = shades[start...].firstIndex { $0 != shade } ?? shades.count
        if shade != levels {
          pens[shade].path += "m\(start - pens[shade].x) \(y - pens[shade].y)h\(end - start)"
          (pens[shade].x, pens[shade].y) = (end, y)
        }
        start = end
      }
    }
    return pens.indices.filter { !pens[$0].path.isEmpty }.map { shade in
      let name = shade == gap ? PictureStyle.gap : PictureStyle.name(shade - levels, of: grid.ramp)
      return (name, pens[shade].path)
    }
  }
}
