import Testing

@testable import Tokenization

struct JSONCursorTests {
  private func cursor(_ text: String) -> JSONCursor { JSONCursor(Array(text.utf8), path: "x.json") }

  @Test(arguments: [
    (#""a""#, "a"), (#""\u0120""#, "Ġ"), (#""\ud83d\ude00é""#, "😀é"), (#""\"\\\/\n\t""#, "\"\\/\n\t"),
    (#""""#, ""),
  ])
  func strings(_ json: String, _ expected: String) throws {
    var cursor = cursor(json)
    #expect(try cursor.string() == expected)
  }

  @Test(arguments: [#"""#, #""\x""#, #""\u12""#, #""\ud83d""#, #""\ud83d\u0041""#, #""\udc00""#, "a"])
  func stringsThatAreNone(_ json: String) {
    var cursor = cursor(json)
    #expect(throws: TokenizerError.self) { try cursor.string() }
  }

  @Test func objectsAndWhatIsSkipped() throws {
    var cursor = cursor(#" {"a": [1, {"b": [[], {}]}, "]"], "c" : -5, "d": null, "e": true} "#)
    var numbers: [String: Int] = [:]
    try cursor.object { (key, cursor) throws(TokenizerError) in
      let key = String(decoding: key, as: UTF8.self)
      if key == "c" { numbers[key] = try cursor.integer() } else { try cursor.skip() }
    }
    #expect(numbers == ["c": -5])
  }

  @Test(arguments: [("true", true), ("false", false), ("null", nil)] as [(String, Bool?)])
  func booleans(_ json: String, _ expected: Bool?) throws {
    var cursor = cursor(json)
    #expect(try cursor.boolean() == expected)
  }

  @Test func errorsNameTheByte() {
    var cursor = cursor("[1, x]")
    #expect(throws: TokenizerError.badVocabulary(path: "x.json", offset: 4, expected: "a whole number")) {
      try cursor.array { (cursor) throws(TokenizerError) in _ = try cursor.integer() }
    }
  }

  /// Deep nesting is an error, not the end of the stack.
  @Test func depth() {
    var cursor = cursor(String(repeating: "[", count: 100_000))
    #expect(throws: TokenizerError.self) { try cursor.skip() }
  }
}
