extension CheckpointError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let error):
      "cannot read \(error)"
    case .fileTooLarge(let path, let bytes, let limit):
      "'\(path)' has \(bytes) bytes; a file of its kind has at most \(limit). It is not what its name says"
    case .notADirectory(let path):
      "'\(path)' is not a directory. A model is a directory with config.json, a vocabulary and model.safetensors"
    case .missingFile(let path, let purpose):
      "'\(path)' is missing: \(purpose). Download the model again, or choose another (talpa models)"
    case .unsupportedWeights(let path, let found):
      "'\(path)' has its weights as \(found); Talpa reads one model.safetensors. Convert it: in Python, "
        + "AutoModel.from_pretrained(DIR).save_pretrained(NEW, max_shard_size=\"100GB\")"
    case .badJSON(let path, let reason):
      "'\(path)' is not the JSON expected: \(reason)"
    case .missingKey(let path, let key):
      "'\(path)' has no \"\(key)\". Add it, or take the file from the model's own page"
    case .badValue(let path, let key, let value, let expected):
      "'\(path)': \"\(key)\" is \(value); expected \(expected)"
    case .unsupportedModelType(let path, let type):
      "'\(path)': the model type is \"\(type)\", which Talpa does not compute. It knows "
        + ModelType.allCases.map(\.rawValue).joined(separator: ", ")
    case .shorterThanHeader(let path, let bytes):
      "'\(path)' has \(bytes) bytes, too few for a .safetensors header. Download it again"
    case .headerTooLarge(let path, let claimed, let available):
      "'\(path)' claims a header of \(claimed) bytes and has room for \(available). It is damaged, or not .safetensors"
    case .duplicateTensor(let path, let tensor):
      "'\(path)' has two tensors named \(tensor), and nothing says which of them counts. Save the model again"
    case .badTensorEntry(let path, let tensor, let reason):
      "'\(path)', tensor \(tensor): \(reason)"
    case .tensorSizeMismatch(let path, let tensor, let shape, let dtype, let bytes):
      "'\(path)', tensor \(tensor): \(shape) numbers of \(dtype) do not fill its \(bytes) bytes"
    case .tensorsOverlap(let path, let first, let second):
      "'\(path)': the tensors \(first) and \(second) overlap"
    case .gapBetweenTensors(let path, let before, let bytes):
      "'\(path)': \(bytes) bytes before tensor \(before) belong to none"
    case .truncated(let path, let tensor, let needed, let available):
      "'\(path)' ends early: tensor \(tensor) needs \(needed) bytes of data and there are \(available). Download it again"
    case .unusedBytes(let path, let bytes):
      "'\(path)': \(bytes) bytes after the last tensor belong to none"
    case .missingTensor(let name, let path):
      "'\(path)' has no tensor \(name). It is another architecture than config.json says, or incomplete"
    case .wrongShape(let tensor, let path, let expected, let found):
      "'\(path)', tensor \(tensor): the shape is \(found), config.json leads to \(expected)"
    case .unsupportedElement(let tensor, let path, let dtype):
      "'\(path)', tensor \(tensor): numbers of type \(dtype) are not read; F32, F16 and BF16 are"
    case .notFinite(let tensor, let path):
      "'\(path)', tensor \(tensor): holds NaN or infinity. The checkpoint is damaged, or its training failed"
    case .exists(let path):
      "'\(path)' is there already. Choose another name, or replace it with --force"
    case .unwritable(let error):
      "cannot write \(error)"
    }
  }
}
