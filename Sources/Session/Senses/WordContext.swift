/// A sentence that a word stands in.
struct WordContext: Hashable {
  let text: String
  /// Where the word is, in Unicode scalars of the text.
  let range: Range<Int>
  /// Its sense, where somebody has said it.
  var label: String?
}
