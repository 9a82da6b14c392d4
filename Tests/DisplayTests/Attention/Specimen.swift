import Analysis
import Encoders
import Foundation
import Tensors
import Testing
import Tokenization

@testable import Display

/// Sentences with patterns made by hand, so that what is drawn is the same on every machine: in each layer, head 1 looks
/// at the token before, head 2 at the one behind, head 3 at itself and [CLS], head 4 everywhere.
enum Specimen {
  static let (layers, heads) = (3, 4)
  static let tokenizer = Result { try Tokenizer(directory: root + "/Resources/Models/all-MiniLM-L6-v2") }
  static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
  static let mole = "The mole dug a tunnel under the garden."

  static func study(
    _ text: String = mole, pair: String? = nil, ablated: Set<HeadIndex> = []
  ) throws -> AttentionStudy {
    let tokenizer = try tokenizer.get()
    let encoding = try tokenizer.encode(text, pair: pair, maxLength: 512)
    let count = encoding.tokens.count
    let layers = (0..<layers).map { layer in
      LayerActivations(
        attention: Attention(
          pattern: (0..<heads).map { head in
            ablated.contains(HeadIndex(layer: layer, head: head))
              ? Matrix(rows: count, columns: count) : pattern(head, layer, count)
          }))
    }
    let states = (0...Specimen.layers).map { layer in
      Matrix(rows: count, columns: 4, (0..<count * 4).map { Float(($0 + layer) % 7) - Float(ablated.count) })
    }
    let activations = Activations(encoding: encoding, hiddenStates: states, layers: layers)
    let origins = PatternOrigins(
      scores: { layer in
        (0..<heads).map { head in
          var scores = pattern(head, layer, count)
          for query in 0..<count {
            scores.setRow(query, scores.row(query).map { $0 * 8 - 1 })
          }
          return scores
        }
      },
      valueNorms: { _ in Matrix(rows: heads, columns: count, (0..<heads * count).map { Float($0 % 4) / 2 }) })
    return AttentionStudy(
      activations: activations, words: tokenizer.words(of: encoding), special: tokenizer.special,
      ablated: ablated, origins: origins, workers: Workers(threads: 1))
  }

  /// ¾ where the head looks, the rest everywhere alike; deeper layers look a little less sharply.
  private static func pattern(_ head: Int, _ layer: Int, _ count: Int) -> Matrix {
    let sharp = head == 3 ? 0 : 0.75 - Float(layer) / 8
    let everywhere = (1 - sharp) / Float(count)
    var matrix = Matrix(rows: count, columns: count)
    for query in 0..<count {
      var row = [Float](repeating: everywhere, count: count)
      switch head {
      case 0: row[max(0, query - 1)] += sharp
      case 1: row[min(count - 1, query + 1)] += sharp
      case 2:
        row[query] += sharp / 2
        row[0] += sharp / 2
      default: break
      }
      matrix.setRow(query, row)
    }
    return matrix
  }

  static func explorer(
    _ text: String = mole, pair: String? = nil, others: [String] = [], rows: Int = 24, columns: Int = 80,
    depth: ColorDepth = .none, background: Background = .dark, options: AttentionOptions = AttentionOptions()
  ) throws -> AttentionExplorer {
    AttentionExplorer(
      try study(text, pair: pair), of: "specimen", others: others, options: options,
      palette: Palette(depth: depth, background: background), rows: rows, columns: columns)
  }
}

extension AttentionExplorer {
  /// Keys as they are typed: “3j]” and the like; ⏎ is Enter, ⎋ Escape, ⇥ Tab.
  @discardableResult
  mutating func type(_ keys: String) -> [Effect] {
    keys.compactMap { character in
      switch character {
      case "⏎": update(.key(.enter))
      case "⎋": update(.key(.escape))
      case "⇥": update(.key(.tab))
      case "⌫": update(.key(.backspace))
      default: update(.key(.character(character)))
      }
    }
  }

  func canvas(rows: Int = 24, columns: Int = 80) -> Canvas {
    var canvas = Canvas(rows: rows, columns: columns)
    render(into: &canvas)
    return canvas
  }
}

/// Holds a screen against the one in Tests/Fixtures/screens. With TALPA_RECORD=1 in the environment the file is written
/// anew: look at it before it is committed.
func expectScreen(
  _ screen: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = Specimen.root + "/Tests/Fixtures/screens/\(name)"
  if ProcessInfo.processInfo.environment["TALPA_RECORD"] == "1" {
    try Data(screen.utf8).write(to: URL(filePath: path))
  }
  let expected = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  #expect(screen == expected, "\(name) differs; now:\n\(screen)", sourceLocation: sourceLocation)
}
