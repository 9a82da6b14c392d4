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

extension ColorScale.Curve {
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
