import Tensors

extension ModelDirectory {
  /// FNV-1a (Fowler, Noll, Vo) of model.safetensors taken as 64-bit words, in hexadecimal: tells models apart at the
  /// speed of memory, and is no protection against forgery. Nil where the file cannot be read.
  public func checksum() -> String? {
    guard let file = try? MappedFile(path: path + "/model.safetensors") else { return nil }
    let text = String(file.checksum(), radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
