/// What `fill` cannot do.
enum FillError: Error, Equatable {
  /// `installed` are the models that have a head.
  case noHead(model: String, installed: [String])
  case noMask(mark: String, isTruncated: Bool)
  case manyPieces(word: String, pieces: [String], mark: String)
  case unknownWord(String)
  /// With the word in the mask's place, other tokens change too.
  case doesNotFit(word: String, mark: String)
}
