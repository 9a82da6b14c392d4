#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Figures as parts of a page that needs nothing else: their SVG, their values, and a script that names the cell
/// under the pointer. Without the script the pictures are still there. The page is dark or light as its
/// reader's system is, and light on paper.
public struct HTMLPage {
  private let picture: SVGPicture

  public init(_ figure: Figure) {
    picture = SVGPicture(figure)
  }

  /// A page of one figure.
  public var document: String {
    get throws {
      try HTMLPage.head(title: picture.name, ramps: picture.ramps) + "<main>\n" + HTMLPage.element(picture)
        + "</main>\n" + HTMLPage.end
    }
  }

  /// All before a page's body.
  public static func head(title: String, ramps: [ColorRamp] = [.sequential, .diverging]) -> String {
    let dark = PictureStyle.sheet(ramps, on: .dark)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width">
      <title>\(xmlText(title))</title>
      <style>
      \(HTMLPage.style)
      \(PictureStyle.sheet(ramps, on: .light))
      @media screen and (prefers-color-scheme:dark){\(dark)}
      </style>
      </head>
      <body>

      """
  }

  /// A figure in a page, its values beside it.
  public static func element(_ picture: SVGPicture) throws -> String {
    picture.element(style: "")
      + "<script type=\"application/json\" class=\"maps\">\(try values(of: picture))</script>\n"
  }

  /// All after the last figure.
  public static let end = """
    <p id="pair" role="status" hidden></p>
    <script>
    \(script)
    </script>
    </body>
    </html>

    """

  // MARK: Values

  /// What the script reads of a map.
  private struct Values: Encodable {
    let title: String
    let rowKind: String
    let columnKind: String
    let rows: [String]
    let columns: [String]
    /// Digits after the point: a value is its number divided by ten to that power.
    let places: Int
    let values: [[Int?]]
  }

  private static func values(of picture: SVGPicture) throws -> String {
    let maps = picture.layout.maps
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = String(
      decoding: try encoder.encode(maps.map { values(of: $0, isOne: maps.count == 1) }), as: UTF8.self)
    // A “<” is inside a string here. Written so, none begins “</script” or “<!--”.
    return json.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
  }

  private static func values(of map: PictureMap, isOne: Bool) -> Values {
    let reach = map.cells.values.joined().reduce(Float(0)) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    let places = places(for: reach)
    let unit = (0..<places).reduce(1.0) { power, _ in power * 10 }
    return Values(
      title: isOne ? "" : PictureLabel(StyledText(map.map.title), longest: 80).text, rowKind: map.map.rowKind,
      columnKind: map.map.columnKind, rows: map.cells.rows.map(\.text),
      columns: map.cells.columns.map(\.text), places: places,
      values: map.cells.values.map { row in
        row.map { $0.isFinite ? Int((Double($0) * unit).rounded()) : nil }
      })
  }

  /// Five digits of the largest value.
  private static func places(for reach: Float) -> Int {
    var (places, end) = (5, Float(1))
    while places > 0, reach > end { (places, end) = (places - 1, end * 10) }
    return places
  }

  // MARK: Constant parts

  private static let style = """
    :root{color-scheme:light dark}
    body{margin:0;background:#fff;color:#1d2025;font:14px \(PictureStyle.font)}
    main{overflow:auto}
    main svg{display:block;margin:0 auto}
    .mark{fill:none;stroke:#f0f;stroke-width:2px;vector-effect:non-scaling-stroke;pointer-events:none}
    #pair{position:fixed;margin:0;padding:4px 8px;border-radius:4px;pointer-events:none;white-space:pre;
    background:#1d2025;color:#fff;box-shadow:0 1px 6px #0006}
    @media screen and (prefers-color-scheme:dark){body{background:#16181d;color:#e8e8e6}
    article small,article .said{color:#9a9fa8}#pair{background:#f2f2f0;color:#16181d}}
    article{max-width:1100px;margin:0 auto;padding:8px 24px}
    article h2{font-size:14px;margin:20px 0 6px;white-space:pre-wrap;break-after:avoid}
    article small,article .said{color:#646a73}
    article pre{margin:4px 0;white-space:pre-wrap;font:inherit}
    article table{border-collapse:collapse;margin:4px 0}
    article td,article th{padding:1px 10px 1px 0;text-align:left;white-space:pre;vertical-align:top}
    article svg{display:block;max-width:100%;height:auto}
    @media print{main{overflow:visible}main svg{max-width:100%;height:auto}#pair,.mark{display:none}}
    """

  private static let script = """
    "use strict";
    const maps = [...document.querySelectorAll("script.maps")].flatMap((part) => JSON.parse(part.textContent));
    const pair = document.getElementById("pair");
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    mark.setAttribute("class", "mark");
    mark.setAttribute("width", 1);
    mark.setAttribute("height", 1);

    function words(map, row, column) {
      const [down, across] = [map.rows[row], map.columns[column]];
      const number = map.values[row][column];
      const value = number === null ? "not a number" : (number / 10 ** map.places).toFixed(map.places);
      const name =
        map.rowKind === "query" ? `${down} → ${across}`
        : map.columnKind === "query" ? `${across} → ${down}`
        : `${map.rowKind} ${down}, ${map.columnKind} ${across}`;
      return (map.title ? map.title + "   " : "") + name + "   " + value;
    }

    function hide() {
      pair.hidden = true;
      mark.remove();
    }

    function show(event) {
      const cells = event.target.closest("[data-map]");
      if (!cells) return hide();
      const map = maps[cells.dataset.map];
      const box = cells.firstElementChild.getBoundingClientRect();
      const place = (offset, length, count) => Math.max(0, Math.min(count - 1, Math.floor(offset / length * count)));
      const row = place(event.clientY - box.top, box.height, map.rows.length);
      const column = place(event.clientX - box.left, box.width, map.columns.length);
      mark.setAttribute("x", column);
      mark.setAttribute("y", row);
      cells.append(mark);
      pair.textContent = words(map, row, column);
      pair.hidden = false;
      const end = (start, size, room) => start + 16 + size > room ? Math.max(0, start - 16 - size) : start + 16;
      pair.style.left = end(event.clientX, pair.offsetWidth, innerWidth) + "px";
      pair.style.top = end(event.clientY, pair.offsetHeight, innerHeight) + "px";
    }

    document.addEventListener("pointermove", show);
    document.addEventListener("pointerdown", show);
    document.documentElement.addEventListener("pointerleave", hide);
    """
}
