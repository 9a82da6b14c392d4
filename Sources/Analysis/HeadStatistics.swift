import Encoders
import Tensors
import Tokenization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a head does, as shares of its attention: means over the query rows that attention_mask keeps, [CLS]
/// and [SEP] left out as queries because they have no meaningful neighbour (Clark et al. 2019, "What Does
/// BERT Look At?").
public struct HeadStatistics: Hashable, Sendable {
  /// Weight on the token before, after, and on itself.
  public let previous: Float, next: Float, itself: Float
  /// Weight on the first token ([CLS]) and on the separators ([SEP]).
  public let first: Float, separators: Float
  /// −Σ p·log₂p in bits, mean over the rows.
  public let entropy: Float

  /// - Parameters:
  ///   - pattern: T × T, one head's attention.
  ///   - separator: the id of [SEP].
  public init(pattern: Matrix, of encoding: Encoding, separator: Int) {
    let separators = encoding.tokens.indices.filter { encoding.tokens[$0].id == separator }
    let queries = encoding.tokens.indices.filter {
      encoding.tokens[$0].origin == .text || encoding.tokens[$0].origin == .pair
    }
    var sums = (previous: Float(0), next: Float(0), itself: Float(0), first: Float(0), separators: Float(0))
    var bits: Float = 0
    for query in queries {
      let row = pattern.row(query)
      if query > 0 { sums.previous += row[query - 1] }
      if query + 1 < row.count { sums.next += row[query + 1] }
      sums.itself += row[query]
      sums.first += row[0]
      for key in separators { sums.separators += row[key] }
      for weight in row where weight > 0 { bits -= weight * log2(weight) }
    }
    let scale = queries.isEmpty ? 0 : 1 / Float(queries.count)
    previous = sums.previous * scale
    next = sums.next * scale
    itself = sums.itself * scale
    first = sums.first * scale
    self.separators = sums.separators * scale
    entropy = bits * scale
  }
}
