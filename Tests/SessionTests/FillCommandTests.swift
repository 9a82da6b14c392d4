import Checkpoints
import Foundation
import Tensors
import Testing

@testable import Session

struct FillCommandTests {
  /// What `fill --json` writes.
  private struct Record: Decodable {
    struct Word: Decodable, Equatable {
      let id: Int, token: String, probability: Float, rank: Int
    }
    struct Mask: Decodable {
      let position: Int, offsets: [Int], predictions: [Word], layers: [[Word]]?
    }
    let tokens: [String]
    let masks: [Mask]
  }

  private func records(_ line: String, in test: TestSession = TestSession()) throws -> [Record] {
    try test.data(of: line).split(separator: "\n").map {
      try JSONDecoder().decode(Record.self, from: Data($0.utf8))
    }
  }

  /// A text that the tiny vocabularies make into the reference's input "longest", a mask at position 1.
  private func text(for model: String) -> String {
    let ids = (0..<14).map { 4 + 5 * $0 % 26 }
    return model.contains("roberta")
      ? ids.map { TinyMaskedModel.pieces[$0].replacing("Ġ", with: " ") }.joined()
      : ids.map { TinyMaskedModel.words[$0] }.joined(separator: " ")
  }

  @Test(arguments: ["tiny-bert-mlm", "tiny-roberta-mlm", "tiny-distilbert-mlm", "tiny-albert-mlm"])
  func givesTheProbabilitiesOfTransformers(name: String) throws {
    let model = try TinyMaskedModel(name)
    let reference = try SafetensorsFile(path: model.reference)
    let logits = try reference.matrix("longest.logits", rows: 16, columns: 30).matrix()
    let expected = softmax(logits.row(1))

    let record = try #require(
      try records(":fill --model \(model.path) --json -k 30 \(text(for: name))").first)
    #expect(record.tokens.count == 16)
    let mask = try #require(record.masks.first)
    #expect((record.masks.count, mask.position) == (1, 1))
    #expect(mask.offsets == [0, 6] && mask.layers == nil)
    #expect(mask.predictions.map(\.rank) == Array(1...30))
    #expect(Set(mask.predictions.map(\.id)).count == 30)
    for word in mask.predictions {
      #expect(abs(word.probability - expected[word.id]) < 1e-5, "\(word)")
    }
  }

  @Test func everyLayerIsReadAndTheLastIsTheAnswer() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm")
    let mask = try #require(
      try records(":fill --model \(model.path) --json --layers w7 [MASK]").first?.masks.first)
    let layers = try #require(mask.layers)
    #expect(layers.count == 3 && layers.allSatisfy { $0.count == 5 })
    #expect(layers[2] == mask.predictions)
    #expect(layers[0] != layers[1] && layers[1] != layers[2])
  }

  @Test func namedWordsAreScoredAmongAll() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm")
    let options = ":fill --model \(model.path) --json"
    let all = try #require(try records("\(options) -k 30 w7 [MASK]").first?.masks.first)
    let named = try #require(
      try records("\(options) --layers --word w9 --word W22 w7 [MASK]").first?.masks.first)
    #expect(Set(named.predictions.map(\.token)) == ["w9", "w22"])
    #expect(named.predictions == all.predictions.filter { [9, 22].contains($0.id) })
    #expect(named.layers?.map { $0.map(\.id) } == Array(repeating: named.predictions.map(\.id), count: 3))
  }

  @Test func everyMaskOfAPairIsAnswered() throws {
    let model = try TinyMaskedModel("tiny-albert-mlm")
    let line = ":fill --model \(model.path) --json --word w9 [MASK] w7 ||| w8 [MASK]"
    let record = try #require(try records(line).first)
    #expect(record.tokens == ["[CLS]", "[MASK]", "w7", "[SEP]", "w8", "[MASK]", "[SEP]"])
    #expect(record.masks.map(\.position) == [1, 5])
    #expect(record.masks.map(\.offsets) == [[0, 6], [3, 9]])
    #expect(record.masks.allSatisfy { $0.predictions.map(\.id) == [9] })
  }

  @Test func printsABarAWord() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm")
    let text = try TestSession(width: 60).data(of: ":fill --model \(model.path) -k 3 w7 [MASK] w9")
    let lines = text.split(separator: "\n")
    #expect(lines.prefix(2) == ["[MASK] at 2", "rank  word  probability"])
    #expect(lines.count == 5)
    for (rank, line) in lines.dropFirst(2).enumerated() {
      let cells = line.split(separator: " ")
      #expect(cells[0] == "\(rank + 1)" && cells[1].hasPrefix("w"))
      let probability = try #require(Double(cells[2]))
      #expect(cells[3].count == Int((probability * 35 * 8).rounded() / 8 + 0.999))
      #expect(line.count <= 60)
    }
  }

  @Test func printsALayerARow() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm")
    let options = ":fill --model \(model.path) --layers"
    let test = TestSession(width: 60)
    let best = try test.data(of: "\(options) -k 2 w7 [MASK]").split(separator: "\n")
    #expect(best.prefix(2) == ["[MASK] at 2 · the head on each hidden state", "layer  1         2"])
    #expect(best.dropFirst(2).map { $0.split(separator: " ")[0] } == ["0", "1", "2"])
    let named = try test.data(of: "\(options) --word w9 w7 [MASK]").split(separator: "\n")
    #expect(named[1].split(separator: " ") == ["layer", "w9", "rank"])
    #expect(named.count == 5)
    // Where there is little room there are fewer words, and whole ones.
    let narrow = try TestSession(width: 32).data(of: "\(options) w7 [MASK]").split(separator: "\n")
    #expect(narrow[1].split(separator: " ") == ["layer", "1", "2"])
    #expect(narrow.dropFirst(2).allSatisfy { $0.count <= 32 && !$0.contains("…") })
  }

  // MARK: The mask

  @Test(arguments: [("tiny-roberta-mlm", "b [MASK]c", "<mask>"), ("tiny-bert-mlm", "w7 <mask>", "[MASK]")])
  func anotherFamilysMaskIsReadAsTheModelsOwn(name: String, text: String, mark: String) throws {
    let model = try TinyMaskedModel(name)
    let test = TestSession()
    let record = try #require(try records(":fill --model \(model.path) --json \(text)", in: test).first)
    #expect(record.tokens.contains(mark) && record.masks.count == 1)
    #expect(test.output.messages.contains("the mask is read as \(mark)"))
    #expect(try test.data(of: ":fill --model \(model.path)").hasPrefix(mark + " at 2"))
  }

  /// What lies before RoBERTa's mask decides which of two tokens a word is.
  @Test(arguments: [("b <mask>c", "Ġa"), ("b<mask>c", "a")])
  func aWordIsTheTokenThatItIsInTheSentence(text: String, token: String) throws {
    let model = try TinyMaskedModel("tiny-roberta-mlm")
    let record = try #require(try records(":fill --model \(model.path) --json --word a \(text)").first)
    #expect(record.masks.first?.predictions.map(\.token) == [token])
    let spelled = try records(":fill --model \(model.path) --json --word Ġb \(text)").first
    #expect(spelled?.masks.first?.predictions.map(\.token) == ["Ġb"])
  }

  private static let words =
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "mole", "##s", "un", "s"] + (9..<30).map { "w\($0)" }

  @Test(arguments: [
    ("moles", "w9 [MASK]", "'moles' is 2 pieces of this vocabulary (mole ##s)"),
    ("🤖", "w9 [MASK]", "'🤖' is not in this model's vocabulary"),
    ("w9 w9", "w9 [MASK]", "'w9 w9' is 2 pieces"), ("\"\"", "w9 [MASK]", "cannot take the place"),
  ])
  func aWordThatIsNotOnePieceIsRefused(word: String, text: String, about: String) throws {
    let model = try TinyMaskedModel("tiny-bert-mlm", words: Self.words)
    let word = word.contains(" ") ? "\"\(word)\"" : word
    let complaint = TestSession().complaint(about: ":fill --model \(model.path) --word \(word) \(text)")
    #expect(complaint.contains(about), "\(complaint)")
  }

  @Test func aPieceMayBeSpelledAsTheVocabularyDoes() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm", words: Self.words)
    let options = ":fill --model \(model.path) --json"
    let record = try #require(try records("\(options) --word ##s --word mole --word [UNK] un[MASK]").first)
    #expect(record.masks.first.map { Set($0.predictions.map(\.id)) } == [6, 5, 1])
    let complaint = TestSession().complaint(about: "\(options) --word unmole un[MASK]")
    #expect(complaint.contains("'unmole' cannot take the place of [MASK]"), "\(complaint)")
  }

  @Test func anEntryWithoutARowInTheModelIsRefused() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm", words: TinyMaskedModel.words + ["more"])
    let complaint = TestSession().complaint(about: ":fill --model \(model.path) --word more w7 [MASK]")
    #expect(complaint.contains("the id 30") && complaint.contains("30 entries"), "\(complaint)")
  }

  @Test(arguments: [
    ("w7 w9", "there is no [MASK] in the sentence"), ("-k 0 [MASK]", "-k must be at least 1"),
    ("-k 2 --word w7 [MASK]", "give one of the two"), ("--literal [MASK]", "nothing would be left"),
    ("--json --jsonl", "give one"),
    (Array(repeating: "w7", count: 20).joined(separator: " ") + " [MASK]", "truncated"),
  ])
  func complains(arguments: String, about: String) throws {
    let model = try TinyMaskedModel("tiny-bert-mlm")
    let complaint = TestSession().complaint(about: ":fill --model \(model.path) \(arguments)")
    #expect(complaint.contains(about), "\(complaint)")
  }

  @Test func aModelWithoutAHeadIsToldApartAndOneWithItIsNamed() throws {
    let test = TestSession()
    let complaint = test.complaint(about: ":fill The mole [MASK] a tunnel.")
    #expect(complaint.contains("all-MiniLM-L6-v2 has no masked-word head"))
    #expect(complaint.contains("No installed model has one"))

    let data = try Scratch()
    try FileManager.default.createDirectory(
      atPath: data.path + "/talpa/models", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: data.path + "/talpa/models/my-albert",
      withDestinationPath: package + "/Tests/Fixtures/models/tiny-albert-mlm")
    let other = TestSession(environment: ["XDG_DATA_HOME": data.path])
    #expect(
      other.complaint(about: ":fill The mole [MASK].").contains("that have one, for --model: my-albert\n"))
  }

  @Test func streamsJSONLines() throws {
    let model = try TinyMaskedModel("tiny-bert-mlm")
    let input = """
      "w7 [MASK] w9"
      "w7"
      {"text": "[MASK]", "text_pair": "w8 <mask>"}
      {"text": "<mask>"}
      """
    let test = TestSession(isREPL: false, input: Array(input.utf8))
    let arguments = ["fill", "--model", model.path, "--jsonl", "-k", "2"]
    let command = try #require(try Talpa.parseAsRoot(arguments) as? any SessionCommand)
    #expect(test.session.attempt { try command.run(in: test.session) } == .badData)
    let lines = test.output.data.split(separator: "\n")
    #expect(lines.count == 4)
    let decoder = JSONDecoder()
    let first = try decoder.decode(Record.self, from: Data(lines[0].utf8))
    #expect(first.masks.map(\.position) == [2] && first.masks[0].predictions.count == 2)
    #expect(lines[1].contains("\"error\"") && lines[1].contains("\"line\":2"))
    #expect(try decoder.decode(Record.self, from: Data(lines[2].utf8)).masks.map(\.position) == [1])
    #expect(try decoder.decode(Record.self, from: Data(lines[3].utf8)).masks.map(\.position) == [1])
    // The same alone.
    let alone = try #require(try records(":fill --model \(model.path) --json -k 2 w7 [MASK] w9").first)
    #expect(alone.masks[0].predictions.map(\.id) == first.masks[0].predictions.map(\.id))
  }

  // MARK: A real model

  static let korean = package + "/Tests/Fixtures/fetched/albert-kor-base"
  static let hasKorean = FileManager.default.fileExists(atPath: korean + "/model.safetensors")

  /// docs/fill.md shows what the program prints.
  @Test(.enabled(if: hasKorean, "`make fixtures` fetches the Korean ALBERT"))
  func theGuideShowsRealOutput() throws {
    let guide = try String(contentsOfFile: package + "/docs/fill.md", encoding: .utf8)
    let blocks = guide.components(separatedBy: "```").filter { $0.hasPrefix("\n› ") }
    let entries = blocks.flatMap { $0.dropFirst().components(separatedBy: "› ").dropFirst() }
    #expect(entries.count == 5)
    let test = TestSession(width: 80)
    test.session.modelName = Self.korean
    for entry in entries {
      let typed = String(entry.prefix { $0 != "\n" })
      #expect(try LikeText.isLike(test.data(of: typed), String(entry.dropFirst(typed.count))), "\(typed)")
    }
  }

  /// What transformers 5.23 computes with kykim/albert-kor-base.
  @Test(
    .enabled(if: hasKorean, "`make fixtures` fetches the Korean ALBERT"),
    arguments: [
      ("커피를 한 [MASK] 마셨다.", [("모금", Float(0.46545)), ("잔", 0.45344), ("잔을", 0.01809), ("번", 0.00934)]),
      ("커피를 한 [MASK] 마셨다", [("잔", 0.61052), ("모금", 0.28671), ("번", 0.02902), ("잔을", 0.01755)]),
    ])
  func aKoreanALBERTDrinksCoffee(text: String, expected: [(String, Float)]) throws {
    let record = try #require(try records(":fill --model \(Self.korean) --json -k 4 \(text)").first)
    let words = try #require(record.masks.first).predictions
    #expect(words.map(\.token) == expected.map(\.0))
    for (word, (_, probability)) in zip(words, expected) {
      #expect(abs(word.probability - probability) < 5e-5, "\(word)")
    }
  }
}
