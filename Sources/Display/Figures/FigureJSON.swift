#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A figure as one JSON object, for programs (docs/figures.md lists its keys). Values are exact: what is read
/// back is the same Float. What is no number, or infinite, is null.
///
/// It is written a row at a time: all heads of a long text are millions of numbers.
public enum FigureJSON {
  static let version = 1

  private struct MapRecord: Encodable {
    let title: String
    let rowKind: String
    let columnKind: String
    let rows: [String]
    let columns: [String]
    let scale: ScaleRecord

    init(_ map: HeatMap) {
      title = map.title
      rowKind = map.rowKind
      columnKind = map.columnKind
      rows = map.rows.map { $0.plain() }
      columns = map.columns.map { $0.plain() }
      scale = ScaleRecord(
        curve: map.scale.curve.name,
        range: [map.scale.range.lowerBound.finite, map.scale.range.upperBound.finite],
        eachRow: map.scalesEachRow, diverging: map.scale.ramp == .diverging)
    }
  }

  private struct ScaleRecord: Encodable {
    let curve: String
    let range: [Float?]
    let eachRow: Bool
    let diverging: Bool
  }

  private struct MeasuresRecord: Encodable {
    struct Row: Encodable {
      let name: String
      let values: [Float?]
    }

    let columns: [String]
    let rows: [Row]

    init(_ measures: Figure.Measures) {
      columns = measures.columns
      rows = measures.rows.map { Row(name: $0.name, values: $0.values.map(\.finite)) }
    }
  }

  public static func write(_ figure: Figure, to write: (String) throws -> Void) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ value: some Encodable) throws -> String {
      String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    try write("{\"format_version\":\(version),\"title\":\(json(figure.title))")
    try write(",\"notes\":\(json(figure.notes))")
    // How many maps stand side by side in each row.
    try write(",\"across\":\(json(figure.maps.map(\.count))),\"thumbnails\":\(figure.areThumbnails)")
    if let measures = figure.measures { try write(",\"measures\":\(json(MeasuresRecord(measures)))") }
    try write(",\"maps\":[")
    for (number, map) in figure.maps.joined().enumerated() {
      // The values come last in the map's object, before the brace that closes it.
      try write((number == 0 ? "\n" : ",\n") + json(MapRecord(map)).dropLast() + ",\"values\":[")
      for row in map.rows.indices {
        try write((row == 0 ? "\n" : ",\n") + json(map.row(row).map(\.finite)))
      }
      try write("]}")
    }
    try write("]}\n")
  }
}

extension FigureJSON {
  private struct FigureRecord: Decodable {
    let title: String
    let notes: [String]
    let across: [Int]?
    let thumbnails: Bool?
    let maps: [Map]

    struct Map: Decodable {
      let title: String
      let rowKind: String
      let columnKind: String
      let rows: [String]
      let columns: [String]
      let scale: Scale
      let values: [[Float?]]

      enum CodingKeys: String, CodingKey {
        case title
        case rowKind = "row_kind"
        case columnKind = "column_kind"
        case rows, columns, scale, values
      }
    }

    struct Scale: Decodable {
      let curve: String
      let range: [Float?]
      let eachRow: Bool
      let diverging: Bool

      enum CodingKeys: String, CodingKey {
        case curve, range
        case eachRow = "each_row"
        case diverging
      }
    }
  }

  /// A figure as `write` wrote it, without its measures. Maps whose values are not as many as their labels are
  /// left out.
  fileprivate static func figure(from decoder: any Decoder) throws -> Figure {
    let record = try FigureRecord(from: decoder)
    let maps = record.maps.filter { map in
      map.values.count == map.rows.count && map.values.allSatisfy { $0.count == map.columns.count }
    }
    var rest = maps.map(heatMap)[...]
    var rows: [[HeatMap]] = []
    for count in record.across ?? [] where count > 0 && !rest.isEmpty {
      rows.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return Figure(
      title: record.title, notes: record.notes, maps: rows + rest.map { [$0] },
      areThumbnails: record.thumbnails ?? false)
  }

  private static func heatMap(_ map: FigureRecord.Map) -> HeatMap {
    let ends = map.scale.range.compactMap { $0 }
    let range = ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : 0...1
    let curve = ColorScale.Curve.all.first { $0.name == map.scale.curve } ?? .linear
    return HeatMap(
      title: map.title, rows: map.rows.map { StyledText($0) }, columns: map.columns.map { StyledText($0) },
      scale: ColorScale(map.scale.diverging ? .diverging : .sequential, range, curve: curve),
      scalesEachRow: map.scale.eachRow, rowKind: map.rowKind, columnKind: map.columnKind
    ) { row in map.values[row].map { $0 ?? .nan } }
  }
}

/// As ``FigureJSON`` writes it.
extension Figure: Decodable {
  public init(from decoder: any Decoder) throws { self = try FigureJSON.figure(from: decoder) }
}

extension ColorScale.Curve {
  fileprivate static let all: [ColorScale.Curve] = [.linear, .squareRoot, .logarithmic]

  fileprivate var name: String {
    switch self {
    case .linear: "linear"
    case .squareRoot: "square_root"
    case .logarithmic: "logarithmic"
    }
  }
}

extension Float {
  /// nil for what JSON has no number for.
  var finite: Float? { isFinite ? self : nil }
}
