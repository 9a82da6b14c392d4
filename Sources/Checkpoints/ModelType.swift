/// The architectures that Talpa computes, by the name config.json gives them.
public enum ModelType: String, CaseIterable, Sendable {
  case bert
  case roberta
  case xlmRoberta = "xlm-roberta"
  case distilbert
  case albert

  /// As people write it.
  public var name: String {
    switch self {
    case .bert: "BERT"
    case .roberta: "RoBERTa"
    case .xlmRoberta: "XLM-RoBERTa"
    case .distilbert: "DistilBERT"
    case .albert: "ALBERT"
    }
  }
}
