/// What an analysis cannot do, with the figures that say why.
public enum AnalysisError: Error, Equatable, Sendable {
  case noSuchLayer(Int, last: Int)
  case tooFewLayers(Int, needed: Int)
  case noPooler
  case poolerReadsLastLayer(LayerChoice)
  case notOneVector
  case tooManyPoints(Int, limit: Int)
  case notTheStaticWidth(Int, expected: Int)
}

extension AnalysisError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchLayer(let index, let last):
      "there is no layer \(index): this model's hidden states are 0 (the embedding output) to \(last)"
    case .tooFewLayers(let layers, let needed):
      "the model has \(layers) layers; the last four are asked for, which needs at least \(needed). Choose one with --layer N"
    case .noPooler:
      "the model has no pooler (no pooler.dense weights). Choose --pooling mean, cls or max"
    case .poolerReadsLastLayer(let layer):
      "the pooler reads the last layer's [CLS] vector, not layer \(layer). Leave --layer out, or choose --pooling cls"
    case .notOneVector:
      "--pooling none gives one vector a token, not one a sentence"
    case .tooManyPoints(let count, let limit):
      "\(count) contexts are too many to group: at most \(limit), because every pair is compared. Take a sample"
    case .notTheStaticWidth(let width, let expected):
      "vectors of \(width) numbers have no cosine with word embeddings of \(expected). Choose one layer, or last4, with --layer"
    }
  }
}
