import Analysis
import Tensors

/// What is kept of a stream of labelled contexts: one vector a hidden state and context.
struct SenseStudy {
  private var training: [LabelledVectors]
  private var tests: [LabelledVectors]
  private var missed = 0

  init(layers: Int) {
    training = Array(repeating: LabelledVectors(), count: layers)
    tests = training
  }

  /// - Parameter vectors: one a hidden state; nil where the word could not be found.
  mutating func add(_ line: SenseLine, _ vectors: [[Float]]?) {
    guard let sense = line.sense else { return }
    guard let vectors else {
      missed += line.split == .test ? 1 : 0
      return
    }
    for (layer, vector) in vectors.enumerated() {
      switch line.split {
      case .train: training[layer].append(vector, sense: sense)
      case .test: tests[layer].append(vector, sense: sense)
      }
    }
  }

  func numbers(on workers: Workers) -> [LayerSenses] {
    training.indices.map { layer in
      LayerSenses(
        layer: layer, training: training[layer], tests: tests[layer], missed: missed, on: workers)
    }
  }
}
