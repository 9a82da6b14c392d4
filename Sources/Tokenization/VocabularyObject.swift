extension Vocabulary {
  /// A JSON object of entries and their numbers: vocab.json, or "vocab" in tokenizer.json.
  ///
  /// - Throws: `badIDs` unless they count from 0 without a gap; `badVocabulary` for what is not JSON.
  init(object cursor: inout JSONCursor) throws(TokenizerError) {
    var bytes: [UInt8] = []
    var found: [(id: Int, place: Range<Int32>)] = []
    try cursor.object { (key, cursor) throws(TokenizerError) in
      let start = bytes.count
      bytes += key
      found.append((try cursor.integer(), Int32(start)..<Int32(bytes.count)))
    }
    var places = [Range<Int32>?](repeating: nil, count: found.count)
    for (id, place) in found {
      guard places.indices.contains(id), places[id] == nil else {
        throw .badIDs(path: cursor.path, entries: found.count, highest: found.map(\.id).max() ?? 0)
      }
      places[id] = place
    }
    self.init(entries: places.compactMap { $0 }, of: bytes)
  }
}
