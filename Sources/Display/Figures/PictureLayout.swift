/// Where everything of a figure stands in a picture, in pixels: title, notes, maps, legend. SVG draws it, HTML
/// holds that SVG, PNG is it rasterised.
///
/// Cells have 18 pixels for short sentences and 2 for 512 tokens; labels are left out where they would
/// overlap.
struct PictureLayout {
  let width: Int
  let height: Int
  let texts: [PictureText]
  let grids: [PictureGrid]
  /// All maps, in the order of their numbers.
  let maps: [PictureMap]

  private static let margin = 24
  private static let narrowest = 620
  /// The longest side, in cells, of a map that is not pooled.
  static let mostCells = 1024
  static let mostThumbnailCells = 48

  /// - Parameter firstMap: the number of its first map, where a page holds several figures.
  init(_ figure: Figure, firstMap: Int = 0) {
    let most = figure.areThumbnails ? PictureLayout.mostThumbnailCells : PictureLayout.mostCells
    maps = figure.maps.joined().enumerated().map { number, map in
      PictureMap(
        map: map, cells: PictureCells(of: map, mostRows: most, mostColumns: most), number: firstMap + number)
    }
    var body = PictureLayout.body(maps, rows: figure.maps.map(\.count), areThumbnails: figure.areThumbnails)
    if body.grids.isEmpty { body.add(PictureText("nothing is left to show", x: 0, y: 8, kind: .muted)) }

    let inside = max(body.width, PictureLayout.narrowest)
    var page = PictureBlock()
    page.add(
      PictureLayout.heading(figure, pooled: maps.first { $0.cells.isPooled }?.cells.block, width: inside),
      x: PictureLayout.margin, y: PictureLayout.margin)
    page.add(body, x: PictureLayout.margin, y: page.height + 18)
    width = inside + 2 * PictureLayout.margin
    height = page.height + PictureLayout.margin
    texts = page.texts
    grids = page.grids
  }

  // MARK: Maps

  private static func body(_ maps: [PictureMap], rows: [Int], areThumbnails: Bool) -> PictureBlock {
    let shown = maps.filter { !$0.cells.positions.isEmpty }
    guard let first = shown.first else { return PictureBlock() }
    let legend = PictureLegend(first.map)
    let isShared = shown.allSatisfy { PictureLegend($0.map) == legend }
    let left = areThumbnails ? 0 : maps.reduce(0) { max($0, $1.leftGutter) }
    let gap = areThumbnails ? 14 : 28

    var body = PictureBlock()
    var start = 0
    for count in rows {
      let row = maps[start..<start + count]
      start += count
      let y = body.isEmpty ? 0 : body.height + gap
      let top = row.reduce(0) { max($0, $1.topGutter) }
      var x = 0
      for map in row where !map.cells.positions.isEmpty {
        var block: PictureBlock
        if areThumbnails {
          block = map.thumbnail(
            title: map.map.title + (isShared ? "" : " ≤ " + PictureLegend(map.map).high))
        } else {
          block = map.labelled(left: left, top: top, isTitled: maps.count > 1)
          if !isShared {
            let legend = PictureLegend(map.map).block(hasGaps: map.cells.hasGaps)
            block.add(legend, x: left, y: block.height + 10)
          }
        }
        body.add(block, x: x, y: y)
        x += block.width + gap
      }
    }
    if isShared || areThumbnails {
      let hasGaps = shown.contains(where: \.cells.hasGaps)
      let block = legend.block(high: isShared ? nil : "each map’s own", hasGaps: hasGaps)
      body.add(block, x: left, y: body.height + 16)
    }
    return body
  }

  // MARK: Words

  private static func heading(_ figure: Figure, pooled: (rows: Int, columns: Int)?, width: Int)
    -> PictureBlock
  {
    var block = PictureBlock()
    func add(_ text: String, atMost lines: Int, size: Double, lineHeight: Int, _ kind: PictureText.Kind) {
      for line in wrapped(text, columns: PictureText.columns(in: width, size: size), atMost: lines) {
        let top = block.height
        block.add(PictureText(line, x: 0, y: top + lineHeight / 2, size: size, kind: kind))
        block.height = top + lineHeight
      }
    }
    add(figure.title, atMost: 2, size: 16, lineHeight: 24, .title)
    for note in figure.notes { add(note, atMost: 4, size: 12, lineHeight: 18, .muted) }
    if let pooled {
      let words = "each cell is the largest of \(pooled.rows) × \(pooled.columns)"
      add(words, atMost: 1, size: 12, lineHeight: 18, .muted)
    }
    return block
  }

  /// Longer texts than a page are cut before they are looked at.
  private static let mostScalars = 4000

  static func text(_ text: String) -> StyledText {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.prefix(mostScalars))
    return StyledText(String(scalars))
  }

  private static func wrapped(_ text: String, columns: Int, atMost count: Int) -> [StyledText] {
    let lines = PictureLayout.text(text).wrapped(to: columns)
    guard lines.count > count else { return lines }
    return lines.prefix(count - 1) + [(lines[count - 1] + " …").truncated(to: columns)]
  }
}
