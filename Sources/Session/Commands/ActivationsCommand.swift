import ArgumentParser
import Checkpoints
import Display
import Encoders
import Tensors

struct ActivationsCommand: TakesSentence {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "Write every hidden state and every attention to a .safetensors file.",
    discussion: """
      Tensors: input_ids [T], hidden_states.0 to .L [T, H] (0 is the embedding output), attentions.0 to .L-1 [heads, T, T], and \
      pooler_output [H] and logits [T, V] where the model has a pooler and a masked-word head.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var sentence: SentenceArgument

  @Option(
    help: ArgumentHelp("The file to write.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var output: String

  @Flag(help: "Replace the file if it is there.")
  var force = false

  var sentenceWords: [String] { sentence.words }

  func run(in session: Session) throws {
    let sentences = try sentence.sentences(in: session, command: ActivationsCommand.name)
    guard let sentence = sentences.first, sentences.count == 1 else {
      throw Failure.usage("activations writes one sentence a file and was given \(sentences.count)")
    }
    let model = try session.model(named: common.model)
    let encoding = try session.fit(sentence, try model.tokenizer(), model, literal: self.sentence.literal)
    let activations = try session.encode(encoding, with: model)
    let head = try session.maskedWordHead(of: model)
    let logits = head.map { $0(activations.hiddenStates[activations.hiddenStates.count - 1]) }
    let tensors = namedTensors(of: activations, logits: logits)
    let metadata = [
      "format": "pt", "model": model.name, "precision": session.settings.precision.rawValue,
      "producer": "talpa \(Talpa.version)",
    ]
    try SafetensorsWriter.write(tensors, metadata: metadata, to: output, replacing: force)
    session.show(
      StyledText(
        "wrote \(tensors.count) tensors of \(encoding.tokens.count) tokens to \(output)",
        session.palette.muted))
  }

  /// In the names and shapes of the contract.
  private func namedTensors(of activations: Activations, logits: Matrix?) -> [SafetensorsWriter.Tensor] {
    var tensors = [
      SafetensorsWriter.Tensor(name: "input_ids", int32: activations.encoding.ids.map(Int32.init))
    ]
    for (index, state) in activations.hiddenStates.enumerated() {
      tensors.append(
        .init(name: "hidden_states.\(index)", shape: [state.rows, state.columns], float32: [state]))
    }
    for (index, layer) in activations.layers.enumerated() {
      let pattern = layer.attention.pattern
      let tokens = activations.encoding.tokens.count
      tensors.append(
        .init(name: "attentions.\(index)", shape: [pattern.count, tokens, tokens], float32: pattern))
    }
    if let pooled = activations.pooled {
      tensors.append(
        .init(
          name: "pooler_output", shape: [pooled.count],
          float32: [Matrix(rows: 1, columns: pooled.count, pooled)]))
    }
    if let logits {
      tensors.append(.init(name: "logits", shape: [logits.rows, logits.columns], float32: [logits]))
    }
    return tensors
  }
}
