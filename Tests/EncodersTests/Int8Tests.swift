import Checkpoints
import Tensors
import Testing
import Tokenization

@testable import Encoders

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The model that Talpa carries, computed in int8, beside float32.
@Suite struct Int8Tests {
  private static let rounded = Result {
    try Encoder(ModelDirectory(path: MiniLM.path), precision: .int8, workers: workers)
  }

  /// The sentences of the senses' fixtures, of our own writing.
  private static let sentences = Result {
    struct Line: Decodable { let text: String }
    return try ["mole", "bank", "drawing-pin"].flatMap { name in
      try String(contentsOfFile: "\(fixtures)/senses/\(name).jsonl", encoding: .utf8).split(separator: "\n")
        .compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)).text }
    }
  }

  @Test func sentenceVectorsStayWhereTheyAre() throws {
    let (exact, rounded) = (try MiniLM.encoder.get(), try Self.rounded.get())
    let tokenizer = try Tokenizer(directory: MiniLM.path)
    let sentences = try Self.sentences.get()
    #expect(sentences.count >= 50)
    for sentence in sentences {
      let encoding = try tokenizer.encode(sentence)
      let (a, b) = (try exact.encode(encoding), try rounded.encode(encoding))
      #expect(cosine(mean(a), mean(b)) >= 0.999, "\(sentence)")
      #expect(a.hiddenStates[6] != b.hiddenStates[6])
    }
  }

  @Test func aSentenceHasTheSameBitsInABatchAndOnMoreThreads() throws {
    let tokenizer = try Tokenizer(directory: MiniLM.path)
    let encodings = try Self.sentences.get().prefix(9).map { try tokenizer.encode($0) }
    let rounded = try Self.rounded.get()
    let alone = try Encoder(ModelDirectory(path: MiniLM.path), precision: .int8, workers: Workers(threads: 1))
    for (encoding, together) in zip(encodings, try rounded.encode(encodings)) {
      #expect(try alone.encode(encoding).hiddenStates == together.hiddenStates)
    }
  }
}
