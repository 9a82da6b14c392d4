import Testing

@testable import Checkpoints

@Suite struct RepeatedKeyTests {
  @Test(
    arguments: [
      ("{}", nil), (#"{"a":1,"b":2}"#, nil), (#"{"a":1,"a":2}"#, "a"), (#"{"a":{"a":1},"b":{"a":2}}"#, nil),
      (#"{"a":"b","b":"a"}"#, nil), (#"{"a":"x\":1,\"a","b":2}"#, nil),
      (#"{"a\"":1,"a":2,"c":[{"a":3}]}"#, nil),
      (#"{"x":1,"é":2,"e":3,"é":4}"#, "é"), (#"{"a\\":1,"a\\":2}"#, #"a\\"#), ("{\"a", nil), ("", nil),
      ("{\"\\", nil),
    ] as [(String, String?)])
  func findsAKeyThatStandsTwice(json: String, key: String?) {
    #expect(RepeatedKey.first(in: Array(json.utf8)) == key)
  }
}
