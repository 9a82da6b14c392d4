import Analysis
import Checkpoints
import Display
import Encoders
import Tensors
import Tokenization

/// A word's vectors in its contexts, at every hidden state, and what they are measured against.
struct WordStudy {
  private(set) var contexts: [WordContext] = []
  /// [context][hidden state], H components each.
  private(set) var vectors: [[[Float]]] = []
  /// Tokens of the same sentences, drawn at random.
  private(set) var sample = RandomWords(capacity: 500)
  /// How alike the words of one sentence are: a sum over sentences for each hidden state.
  private var likeness: [Double]
  private var sentences = 0
  let hiddenStates: Int
  let pieces: PieceChoice

  init(hiddenStates: Int, pieces: PieceChoice) {
    self.hiddenStates = hiddenStates
    self.pieces = pieces
    likeness = Array(repeating: 0, count: hiddenStates)
  }

  /// - Parameter found: the word's places in the sentence, and their pieces.
  mutating func add(_ found: [(context: WordContext, word: WordOccurrence)], in activations: Activations) {
    for (context, word) in found {
      contexts.append(context)
      vectors.append(activations.hiddenStates.map { word.vector(in: $0, pieces: pieces) })
    }
    sample.add(activations)
    let text = activations.encoding.tokens.indices.filter { activations.encoding.tokens[$0].origin == .text }
    for (layer, state) in activations.hiddenStates.enumerated() {
      likeness[layer] += Contextuality.intraSentenceSimilarity(text.map(state.row)) ?? 0
    }
    sentences += 1
  }

  /// The contexts' vectors, less what all words share where that is asked for.
  func vectors(at layer: LayerChoice, centered isCentered: Bool) throws -> [[Float]] {
    let own = try vectors.map { try layer.vector(of: $0) }
    guard isCentered, let mean = try mean(at: layer) else { return own }
    return centered(own, on: mean)
  }

  /// The mean vector of the sentences' words.
  func mean(at layer: LayerChoice) throws -> [Float]? {
    let words = try sample.vectors(layer)
    return words.first.map { center(of: words, count: $0.count) }
  }

  /// The mean cosine of a sentence's words with their own mean.
  func intraSentenceSimilarity(at layer: Int) -> Double? {
    sentences > 0 ? likeness[layer] / Double(sentences) : nil
  }

  /// Every context has a sense that somebody has said.
  var isLabelled: Bool { !contexts.isEmpty && contexts.allSatisfy { $0.label != nil } }
}

extension Session {
  /// Encodes what `next` gives, a sentence with its places of the word at a time, in ragged batches. Ctrl-C ends the
  /// gathering and keeps what is done.
  ///
  /// - Parameters:
  ///   - most: contexts that are kept; what comes after is not read.
  ///   - progress: what the progress line says now.
  func studyWord(
    pieces: PieceChoice, most: Int, with model: LoadedModel, progress: (Int) -> StyledText?,
    next: () -> [WordContext]?
  ) throws -> WordStudy {
    let (tokenizer, encoder) = (try model.tokenizer(), try encoder(of: model))
    let limit = model.directory.configuration.maxTokens
    var study = WordStudy(hiddenStates: encoder.configuration.layers + 1, pieces: pieces)
    var cut = 0
    var isOver = false
    defer { output.progress(nil) }
    do {
      while !isOver, study.contexts.count < most {
        var batch: [(encoding: Encoding, found: [(context: WordContext, word: WordOccurrence)])] = []
        var pending = study.contexts.count
        while batch.count < 8 * RaggedBatches.mostInputs, pending < most {
          guard let contexts = next(), let text = contexts.first?.text else {
            isOver = true
            break
          }
          let encoding = try tokenizer.encode(text, maxLength: limit)
          let found = contexts.compactMap { context in
            WordOccurrence(range: context.range, in: encoding).map { (context, $0) }
          }
          cut += contexts.count - found.count
          if !found.isEmpty { batch.append((encoding, found)) }
          pending += found.count
          try stopIfInterrupted()
        }
        // Sentences of like length share a batch; their order in the study stays.
        _ = try encodeAll(batch.map(\.encoding), with: encoder) { activations, index in
          study.add(batch[index].found, in: activations)
        }
        if let line = progress(study.contexts.count) { output.progress(line.ansi(messageDepth)) }
      }
    } catch is Interrupted where !study.contexts.isEmpty {
      host.forgetInterruption()
      warn("interrupted: \(study.contexts.count) contexts were read until then")
    }
    if study.contexts.count >= most, next() != nil {
      warn(
        "the first \(grouped(study.contexts.count)) contexts are kept (--most takes more); the rest was not read"
      )
    }
    if cut > 0 {
      warn("\(cut) places of the word lie beyond the \(limit) tokens that \(model.name) has positions for")
    }
    return study
  }
}
